import { describe, expect, test } from 'vitest';
import { age, count, elapsed, initials, isMachine, list, repository, sentences, short, shortened, when } from './words';

const now = Date.parse('2026-11-26T14:08:00');
const ago = (millis: number) => new Date(now - millis).toISOString();

describe('times', () => {
  test.each([
    [12_000, '12 s'], [6 * 60_000, '6 min'], [90 * 60_000, '90 min'], [3 * 3_600_000, '3 h'], [41 * 86_400_000, '41 d'],
  ])('%i ms ago is %s', (millis, said) => {
    expect(age(ago(millis), now)).toBe(said);
  });

  test('a time that is not known has no age', () => {
    expect(age('', now)).toBe('');
    expect(age(undefined, now)).toBe('');
  });

  test('the clock today, the weekday this week, the day before that', () => {
    expect(when('2026-11-26T14:02:00', now)).toBe('14:02');
    expect(when('2026-11-24T16:20:00', now)).toBe('Tue 16:20');
    expect(when('2026-11-12T09:00:00', now)).toBe('12 Nov');
    expect(when('2025-10-12T09:00:00', now)).toBe('12 Oct 2025');
  });

  test('what is under way is said to the second', () => {
    expect(elapsed(64_000)).toBe('1 min 04 s');
  });
});

test('words', () => {
  expect(short('9f31c2a0b4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9')).toBe('9f31c2a');
  expect(short('v1.2')).toBe('v1.2');
  expect(count(1, 'app')).toBe('1 app');
  expect(count(1204, 'app')).toBe('1,204 apps');
  expect(list(['a', 'b', 'c'])).toBe('a, b and c');
  expect(repository('https://git.acme.io/acme/shop-deploy.git')).toBe('acme/shop-deploy');
  expect(initials('Ana Torres')).toBe('AT');
  expect(isMachine('ci-bot')).toBe(true);
  expect(isMachine('Mira Lindqvist')).toBe(false);
});

test('of a huge text the beginning is shown, and how much is left out', () => {
  expect(shortened('short')).toBe('short');
  expect(shortened('x'.repeat(5000))).toBe(`${'x'.repeat(4000)}… and 1,000 characters more`);
});

test('texts of several authors read as sentences', () => {
  expect(sentences('job created', '', 'Waiting for it…')).toBe('Job created. Waiting for it…');
});
