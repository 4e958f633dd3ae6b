import { expect, test } from 'vitest';
import { rowOf } from '../../api/fleet';
import type { FleetRow } from '../../api/types';
import { causes } from './causes';

function row(name: string, more: Partial<FleetRow>): FleetRow {
  return { ...rowOf(['namespace', 'name', 'health', 'sync'], ['argocd', name, 'Healthy', 'Synced']), ...more };
}

const pull = (name: string, age: string) =>
  row(name, {
    health: 'Degraded',
    verdict: 'Degraded',
    code: 'KIL-IMAGE-PULL',
    headline: `Not healthy for ${age}: 1 of 4 pods of Deployment ${name} cannot pull api:1.9.2: registry.acme.io has no such tag.`,
    revision: '9f31c2a0b4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9',
    lastBy: 'Ben Okafor',
  });

test('one commit that broke three apps is one cause', () => {
  const found = causes([pull('api', '6 min'), row('web', {}), pull('api-us', '5 min'), pull('api-ap', '5 min')]);

  expect(found).toHaveLength(1);
  expect(found[0]?.title).toBe('An image cannot be pulled: api:1.9.2, registry.acme.io has no such tag');
  expect(found[0]?.common).toBe('3 apps got it from one commit, 9f31c2a, last changed by Ben Okafor.');
});

test('a cause of one app speaks in that app’s own words, without its age', () => {
  expect(causes([pull('api', '6 min')])[0]?.title).toBe('1 of 4 pods of Deployment api cannot pull api:1.9.2: registry.acme.io has no such tag');
});

test('drift by hand is one cause whatever was changed, and comes after what is broken', () => {
  const drift = (name: string) =>
    row(name, { sync: 'OutOfSync', verdict: 'OutOfSync', code: 'KIL-DRIFT-BY-HAND', headline: `Deployment ${name} of "${name}" was changed by hand.` });

  const found = causes([drift('web'), drift('cart'), pull('api', '6 min')]);

  expect(found.map((cause) => cause.code)).toEqual(['KIL-IMAGE-PULL', 'KIL-DRIFT-BY-HAND']);
  expect(found[1]?.title).toBe('Changed by hand: live differs from Git in 2 apps');
});

test('what rolls out, is held or is well is no cause', () => {
  expect(
    causes([
      row('one', { code: 'KIL-SYNCING', phase: 'Running', sync: 'OutOfSync' }),
      row('two', { code: 'KIL-HELD', sync: 'OutOfSync', hold: { by: 'ana' } }),
      row('three', { code: 'KIL-OK' }),
    ]),
  ).toEqual([]);
});
