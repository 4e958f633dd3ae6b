import { expect, test } from 'vitest';
import { rowOf } from '../../api/fleet';
import { filterOf, filtered, searchOf } from './filter';

const columns = ['namespace', 'name', 'project', 'cluster', 'health', 'sync', 'labels'];
const rows = [
  rowOf(columns, ['argocd', 'api', 'shop', 'prod-eu', 'Degraded', 'Synced', { team: 'checkout' }]),
  rowOf(columns, ['argocd', 'web', 'shop', 'prod-us', 'Healthy', 'OutOfSync', {}]),
  rowOf(columns, ['argocd', 'api-us', 'data', 'prod-us', 'Healthy', 'Synced', {}]),
];
const found = (text: string) => filtered(rows, filterOf(new URLSearchParams(text))).map((row) => row.name);

test('every word must be found somewhere', () => {
  expect(found('q=api us')).toEqual(['api-us']);
  expect(found('q=TEAM%3Dcheckout')).toEqual(['api']);
  expect(found('q=nothing')).toEqual([]);
  expect(found('')).toHaveLength(3);
});

test('states, project and cluster narrow it', () => {
  expect(found('state=degraded,outofsync')).toEqual(['api', 'web']);
  expect(found('cluster=prod-us&project=shop')).toEqual(['web']);
});

test('links of Argo CD find the same', () => {
  expect(found('proj=shop&health=Degraded')).toEqual(['api']);
  expect(found('sync=OutOfSync')).toEqual(['web']);
  expect(found('search=api-us')).toEqual(['api-us']);
});

test('the address keeps the filter and whatever else stood in it', () => {
  const filter = filterOf(new URLSearchParams('q=a&state=held'));

  expect(searchOf(filter, new URLSearchParams('view=table&proj=x')).toString()).toBe('view=table&q=a&state=held');
});
