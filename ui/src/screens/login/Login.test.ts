import { expect, test } from 'vitest';
import { placeOf } from './Login';

test.each([
  ['/applications/argocd/api?x=1', '/applications/argocd/api?x=1'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/login?return=/', '/'],
  [null, '/'],
])('after signing in, %s leads to %s', (wanted, place) => {
  expect(placeOf(wanted)).toBe(place);
});
