import { expect, test } from 'vitest';
import { applicationOf, commandOf, complete, draftOf, faults, searchOf } from './draft';

const draft = draftOf(new URLSearchParams('name=cart&repo=https://git.acme.io/x&namespace=shop&cluster=prod-eu&auto=true&selfHeal=true&prune=false'));

test('a draft survives in the address', () => {
  expect(draftOf(searchOf(draft))).toEqual(draft);
  expect(draftOf(searchOf({ ...draft, auto: false })).auto).toBe(false);
});

test('becomes an Application as Argo CD has it', () => {
  expect(applicationOf(draft, 'argocd')).toMatchObject({
    metadata: { name: 'cart', namespace: 'argocd' },
    spec: { destination: { name: 'prod-eu', namespace: 'shop' }, source: { path: '.', targetRevision: 'HEAD' }, syncPolicy: { automated: { selfHeal: true } } },
  });
  expect(applicationOf({ ...draft, auto: false }, 'argocd')['spec']).not.toHaveProperty('syncPolicy');
});

test('says what is wrong before anything is sent', () => {
  const taken = new Set(['api']);

  expect(complete(draft, taken)).toBe(true);
  expect(faults({ ...draft, name: 'Cart!' }, taken).name).toContain('Small letters');
  expect(faults({ ...draft, name: 'api' }, taken).name).toContain('already');
  expect(faults({ ...draft, path: '../other' }, taken).path).toContain('inside');
  expect(faults({ ...draft, repo: 'javascript:alert(1)' }, taken).repo).toBeDefined();
  expect(complete({ ...draft, name: '' }, taken)).toBe(false);
});

test('the command is safe to paste', () => {
  expect(commandOf({ ...draft, path: "a'; rm -rf ~" })).toContain(`--path 'a'\\''; rm -rf ~'`);
});
