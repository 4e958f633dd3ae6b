import { expect, test } from 'vitest';
import { appPath, nodeOf, nodeText, ofArgo } from './paths';

const search = (text: string) => new URLSearchParams(text);

test('applications live where Argo CD has them', () => {
  expect(appPath({ namespace: 'argocd', name: 'api' })).toBe('/applications/argocd/api');
  expect(appPath({ namespace: 'argocd', name: 'a/b?c' }, 'changes')).toBe('/applications/argocd/a%2Fb%3Fc/changes');
});

test.each([
  ['view=tree&operation=true', 'run'],
  ['rollback=0', 'history'],
  ['rollback=-1', undefined],
  ['resource=&node=apps/Deployment/shop/api/0&tab=diff', 'changes'],
  ['view=tree&resource=', undefined],
])('Argo CD’s %s is our %s', (text, view) => {
  expect(ofArgo(search(text))).toBe(view);
});

test('an object is named as in Argo CD', () => {
  const node = { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'api' };

  expect(nodeText(node)).toBe('apps/Deployment/shop/api/0');
  expect(nodeOf(search(`node=${nodeText(node)}`))).toEqual(node);
  expect(nodeOf(search('node=argoproj.io/Application/argocd/api/0'))).toBeUndefined();
  expect(nodeOf(search(''))).toBeUndefined();
});
