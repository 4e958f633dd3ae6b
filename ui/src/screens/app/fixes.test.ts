import { expect, test } from 'vitest';
import { actOf, holdOf } from './fixes';

test.each([
  ['kilter app rollback api 11 --hold', { kind: 'rollback', id: 11 }],
  ['kilter app sync api', { kind: 'sync', confirm: '' }],
  ['kilter app sync api --confirm 4f2a', { kind: 'sync', confirm: '4f2a' }],
  ['kilter app sync api --force', { kind: 'command' }],
  ['kilter app refresh api', { kind: 'refresh', hard: false }],
  ['kilter app resume api', { kind: 'resume' }],
  ['kilter app terminate-op api', { kind: 'terminate' }],
  ['kilter app diff api', { kind: 'changes' }],
  ['kubectl -n shop get pods', { kind: 'command' }],
  ['', { kind: 'words' }],
])('%s is %o', (command, act) => {
  expect(actOf({ label: '', command })).toEqual(act);
});

test('a hold is one whatever stands in it', () => {
  expect(holdOf(undefined)).toBeUndefined();
  expect(holdOf({ 'kilter.dev/hold': '{"by":"ana","reason":"x","since":"2026-11-26T14:11:00Z"}' })).toEqual({ by: 'ana', reason: 'x', since: '2026-11-26T14:11:00Z', until: '' });
  expect(holdOf({ 'kilter.dev/hold': 'by hand' })?.reason).toBe('by hand');
});
