import { expect, test } from 'vitest';
import { filterOf } from './filter';
import { nameOf, placeOf, saved } from './views';

const filter = { text: 'api', states: ['degraded' as const], project: 'shop', cluster: '' };

test('a view is a link that holds its filter, and has a name one would give it', () => {
  const to = placeOf('/applications', filter);
  expect(filterOf(new URLSearchParams(to.split('?')[1]))).toEqual(filter);
  expect(nameOf(filter)).toBe('Degraded “api” of shop');
});

test('a name or a place is there once', () => {
  const views = saved(saved([], { name: 'Mine', to: '/?q=a' }), { name: 'Other', to: '/?q=b' });
  expect(saved(views, { name: 'Mine', to: '/?q=c' })).toEqual([{ name: 'Other', to: '/?q=b' }, { name: 'Mine', to: '/?q=c' }]);
  expect(saved(views, { name: 'New', to: '/?q=a' })).toHaveLength(2);
});
