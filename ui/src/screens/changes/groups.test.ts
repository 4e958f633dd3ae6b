import { expect, test } from 'vitest';
import type { ManagedResource } from '../../api/types';
import { compare, sentence } from './groups';

function resource(kind: string, name: string, live: object | null, wanted: object | null, kilter: ManagedResource['kilter'] = {}): ManagedResource {
  const [liveState, wantedState] = [JSON.stringify(live), JSON.stringify(wanted)];
  return { kind, name, namespace: 'shop', targetState: wantedState, liveState, normalizedLiveState: liveState, predictedLiveState: wantedState, kilter };
}
const image = (tag: string, more: object = {}) => ({ spec: { containers: [{ name: 'web', image: `r.io/web:${tag}` }], ...more } });

test('an equal change of many objects is read once', () => {
  const all = compare(Array.from({ length: 300 }, (_, at) => resource('Deployment', `d${at}`, image('1.0.0'), image('1.0.1'))));

  expect(all.groups.map((group) => group.title)).toEqual(['Image 1.0.0 → 1.0.1 in 300 objects']);
  expect(sentence(all)).toBe('A sync would change 300 objects');
});

test('what someone did by hand comes first, with who', () => {
  const all = compare([
    resource('Deployment', 'web', image('1', { replicas: 6 }), image('2', { replicas: 4 }), {
      drift: 'changed by hand (kubectl-edit)',
      differences: ['spec.replicas: 6 → 4  (live value by kubectl-edit)', 'spec.containers[name=web].image: a → b  (live value by argocd-controller)'],
    }),
  ]);

  expect(all.groups.map((group) => `${group.drift} ${group.title}`)).toEqual(['hand Replicas of Deployment web', 'git Image 1 → 2 of Deployment web']);
  expect(all.groups.find((group) => group.drift === 'hand')?.who).toBe('kubectl-edit');
  expect(sentence(all)).toBe('A sync would change 1 object; it undoes one manual edit');
});

test('settings of one ConfigMap stand together; values of Secrets are never in a title', () => {
  const all = compare([
    resource('ConfigMap', 'conf', { data: { a: '1', b: '2' } }, { data: { a: '2', c: '3' } }),
    resource('Secret', 'keys', { data: { a: 'AAAA', b: 'BBBB' } }, { data: { a: 'CCCC' } }),
  ]);

  expect(all.groups.map((group) => group.title)).toEqual(['3 settings of ConfigMap conf', 'Secret keys: 2 keys changed']);
  expect(all.groups.map((group) => group.secret)).toEqual([false, true]);
});

test('routine changes are counted and folded', () => {
  const all = compare([resource('Service', 'web', { metadata: { labels: { 'helm.sh/chart': 'web-1' } } }, { metadata: { labels: { 'helm.sh/chart': 'web-2' } } })]);

  expect(all.groups).toEqual([]);
  expect(sentence(all)).toBe('A sync would change nothing that matters: 1 routine change');
});

test('objects come and go as wholes', () => {
  const all = compare([resource('Job', 'new', null, { spec: {} }), resource('Job', 'old', { spec: {} }, null)]);

  expect(all.groups.map((group) => group.title)).toEqual(['Job old is deleted', 'Job new is created']);
  expect(sentence(all)).toBe('A sync would create 1 object and delete 1');
});
