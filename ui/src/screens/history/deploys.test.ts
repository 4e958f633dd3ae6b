import { expect, test } from 'vitest';
import { candidate, deploys } from './deploys';

const history = [
  { id: 10, revision: 'a', deployedAt: '2026-11-20T10:00:00Z' },
  { id: 11, revision: 'b', deployedAt: '2026-11-22T10:00:00Z', initiatedBy: { username: 'ana' } },
  { id: 12, revision: 'c', deployedAt: '2026-11-24T10:00:00Z', initiatedBy: { automated: true } },
];

test('newest first, each as long as it ran, with what the journal remembers', () => {
  const all = deploys(history, [{ at: '2026-11-24T10:00:00Z', kind: 'sync', actor: 'automation', revision: 'c', commit: 'Ben: bump', outcome: 'Succeeded' }]);

  expect(all.map((one) => one.id)).toEqual([12, 11, 10]);
  expect(all[0]).toMatchObject({ by: 'Ben', what: 'bump', went: 'good', until: '' });
  expect(all[1]).toMatchObject({ by: 'ana', what: '', went: 'other', until: '2026-11-24T10:00:00Z' });
});

test('one goes back to the newest of another commit', () => {
  expect(candidate(deploys(history, []))?.id).toBe(11);
  expect(candidate(deploys([...history, { id: 13, revision: 'c', deployedAt: '2026-11-25T10:00:00Z' }], []))?.id).toBe(11);
  expect(candidate(deploys(history.slice(0, 1), []))).toBeUndefined();
});
