import { expect, test } from 'vitest';
import { Problem } from '../../api/problem';
import { KEPT, kept, notStarted, plain, severity } from './logs';

const line = (content: string) => ({ content, timeStampStr: '', podName: 'p' });

test('no more lines are kept than fit, and the newest stay', () => {
  const old = Array.from({ length: KEPT }, (_, at) => line(String(at)));
  const all = kept(old, [line('new')]);

  expect(all).toHaveLength(KEPT);
  expect(all.at(-1)?.content).toBe('new');
  expect(all[0]?.content).toBe('1');
});

test('colours of terminals are left out', () => {
  expect(plain('\u001b[31mred\u001b[0m plain')).toBe('red plain');
});

test('what looks like an error is one', () => {
  expect(severity('level=error msg="x"')).toBe('err');
  expect(severity('WARN slow query')).toBe('warn');
  expect(severity('GET /errors 200')).toBe('');
});

test('a container that has not started yet is no trouble', () => {
  const problem = (why: string) => new Problem(400, 'KIL-503', 'The cluster refused Pod "a".', why, [], '');
  expect(notStarted(problem('container "a" in pod "a" is waiting to start: ContainerCreating'))).toBe('ContainerCreating');
  expect(notStarted(problem('container x is not valid'))).toBe('');
});
