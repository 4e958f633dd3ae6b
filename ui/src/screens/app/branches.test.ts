import { expect, test } from 'vitest';
import type { Health, TreeNode } from '../../api/types';
import { lines, outline, saying, tally, REST } from './branches';

const node = (kind: string, name: string, health: Health, parent?: string): TreeNode => ({
  kind, name, namespace: 'shop', uid: name, health: { status: health }, ...(parent === undefined ? {} : { parentRefs: [{ kind: '', name: parent, uid: parent }] }),
});
const nodes = [
  node('Service', 'svc', 'Healthy'), node('ConfigMap', 'one', ''), node('ConfigMap', 'two', ''), node('ConfigMap', 'three', ''), node('ConfigMap', 'four', ''),
  node('Deployment', 'api', 'Degraded'), node('ReplicaSet', 'new', 'Degraded', 'api'), node('ReplicaSet', 'old', 'Healthy', 'api'), node('Pod', 'broken', 'Degraded', 'new'), node('Pod', 'fine', 'Healthy', 'old'),
];
const shown = (said: [string, boolean][] = [], only = false) => lines(outline(nodes, []), new Map(said), only).map((line) => `${'  '.repeat(line.level - 1)}${line.branch?.node.name ?? `${line.folded.length} more`}`);

test('trouble is first and open, what is well is folded', () => {
  expect(shown()).toEqual(['api', '  new', '    broken', '  old', 'svc', 'one', '3 more'].map((line) => line.replace('one', 'four')));
});

test('one may open and fold, and see only problems', () => {
  expect(shown([['/Deployment/shop/api', false]])[0]).toBe('api');
  expect(shown([['/Deployment/shop/api', false]])[1]).toBe('svc');
  expect(shown([[REST, true]])).toHaveLength(9);
  expect(shown([], true)).toEqual(['api', '  new', '    broken']);
});

test('what Git wants and the cluster has not is shown as missing', () => {
  const [first] = outline([], [{ kind: 'Service', name: 'svc', namespace: 'shop', status: 'OutOfSync' }]);

  expect(first?.node.health?.status).toBe('Missing');
  expect(first === undefined ? '' : saying(first)).toBe('not in the cluster; not as Git says');
});

test('owners in a circle lose nothing', () => {
  const roots = outline([node('A', 'a', 'Healthy', 'b'), node('B', 'b', 'Healthy', 'a')], []);

  expect(tally(roots).all).toBe(2);
});

test('four thousand objects are outlined at once', () => {
  const many = Array.from({ length: 4000 }, (_, at) => node('Pod', `p${at}`, 'Healthy', at === 0 ? undefined : `p${Math.floor((at - 1) / 20)}`));

  expect(tally(outline(many, [])).all).toBe(4000);
});

test('a few words, and not its own name again', () => {
  const branch = (node: Partial<TreeNode>) => outline([{ kind: 'Pod', name: 'api-1', uid: 'u', version: 'v1', ...node } as TreeNode], [])[0];
  const said = (node: Partial<TreeNode>) => {
    const found = branch(node);
    return found === undefined ? '' : saying(found);
  };
  expect(said({ kind: 'Deployment', name: 'api', health: { status: 'Degraded', message: 'Deployment "api" exceeded its progress deadline' } })).toBe('exceeded its progress deadline');
  expect(said({ info: [{ name: 'Status Reason', value: 'ImagePullBackOff' }], health: { status: 'Degraded', message: 'Back-off pulling image "a:1"' } })).toBe('ImagePullBackOff');
});
