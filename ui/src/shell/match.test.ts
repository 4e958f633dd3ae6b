import { expect, test } from 'vitest';
import { score } from './match';

test('an exact name comes before its beginning, that before a word inside, that before letters apart', () => {
  const scores = ['api shop', 'api-us shop', 'shop api', 'graphapi', 'a p-i'].map((text) => score('api', text));

  expect(scores).toEqual([...scores].sort((one, other) => other - one));
  expect(new Set(scores).size).toBe(scores.length);
});

test('every word must fit, in any order', () => {
  expect(score('eu api', 'api shop prod-eu')).toBeGreaterThan(0);
  expect(score('us api', 'api shop prod-eu')).toBe(0);
  expect(score('xyz', 'api')).toBe(0);
});
