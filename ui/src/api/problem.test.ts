import { expect, test } from 'vitest';
import { problemOf } from './problem';

test('says what failed, why and what to do, in the words of the server', () => {
  const problem = problemOf(
    403,
    JSON.stringify({
      error: 'permission denied',
      code: 7,
      message: 'permission denied',
      kilter: { code: 'KIL-403', failed: 'You may not sync "shop/api".', why: 'Missing: applications, sync, shop/api', do: ['kilter account can-i'] },
    }),
  );

  expect(problem.failed).toBe('You may not sync "shop/api".');
  expect(problem.why).toBe('Missing: applications, sync, shop/api');
  expect(problem.remedies).toEqual(['kilter account can-i']);
});

test('takes the message of a server that has no words of ours', () => {
  expect(problemOf(404, '{"error":"not found","message":"app not found"}').failed).toBe('app not found');
});

test('says that a page of a proxy is not an answer of Kilter', () => {
  const problem = problemOf(502, '<html>Bad gateway</html>');

  expect(problem.failed).toBe('The server answered 502, but not as Kilter.');
  expect(problem.why).toContain('Bad gateway');
});
