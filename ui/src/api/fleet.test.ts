import { expect, test } from 'vitest';
import { changed, fleetOf } from './fleet';

const columns = ['namespace', 'name', 'health', 'hold'];

test('reads rows by their columns', () => {
  const fleet = fleetOf({ cursor: 'e.4', columns, rows: [['argocd', 'api', 'Degraded', null]] });

  expect(fleet.rows[0]).toMatchObject({ id: 'argocd/api', health: 'Degraded', hold: null, labels: {} });
});

test('puts changed rows in their places, adds new ones and drops removed ones', () => {
  const fleet = fleetOf({ cursor: 'e.4', columns, rows: [['a', 'one', 'Healthy'], ['a', 'two', 'Healthy'], ['a', 'three', 'Healthy']] });

  const after = changed(fleet, [{ upsert: [['a', 'two', 'Degraded']], remove: ['a/one'] }, { upsert: [['a', 'four', 'Healthy']] }]);

  expect(after.rows.map((row) => `${row.name} ${row.health}`)).toEqual(['two Degraded', 'three Healthy', 'four Healthy']);
  expect(after.rows[1]).toBe(fleet.rows[2]);
});

test('takes the last word on a row that came and went', () => {
  const fleet = fleetOf({ cursor: '', columns, rows: [] });

  expect(changed(fleet, [{ upsert: [['a', 'one', 'Healthy']] }, { remove: ['a/one'] }]).rows).toEqual([]);
  expect(changed(fleet, [{ remove: ['a/one'] }, { upsert: [['a', 'one', 'Healthy']] }]).rows).toHaveLength(1);
});
