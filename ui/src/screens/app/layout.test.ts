import { expect, test } from 'vitest';
import { CARD, plan, type Shape } from './layout';

test('owners stand left of what they own, and no two cards overlap', () => {
  const leaf = (id: string): Shape => ({ id, children: [] });
  const { spots, height } = plan({ id: 'app', children: [{ id: 'deploy', children: [leaf('a'), leaf('b'), leaf('c')] }, leaf('svc')] });
  const at = (id: string) => spots.find((spot) => spot.id === id) as (typeof spots)[number];

  expect(at('deploy').x).toBe(at('app').x + CARD.across);
  expect(at('deploy').parent).toBe('app');
  const column = spots.filter((spot) => spot.x === at('a').x).map((spot) => spot.y).sort((one, other) => one - other);
  column.slice(1).forEach((y, index) => expect(y - (column[index] ?? 0)).toBeGreaterThanOrEqual(CARD.height));
  expect(Math.max(...spots.map((spot) => spot.y)) + CARD.height).toBeLessThanOrEqual(height);
});
