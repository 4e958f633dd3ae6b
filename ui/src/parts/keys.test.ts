import { expect, test } from 'vitest';
import { meaning, type Key } from './keys';

const key = (keys: string, does = keys): Key => ({ keys, does, group: '', run: () => undefined });
const keys = [key('g f'), key('g a'), key('/'), key('s', 'outer'), key('s', 'inner')];

test('one key does at once what it does; the innermost wins', () => {
  expect(meaning('/', 0, keys)?.keys).toBe('/');
  expect(meaning('s', 10, keys)?.does).toBe('inner');
});

test('two keys after each other are one command', () => {
  expect(meaning('g', 100, keys)).toBeUndefined();
  expect(meaning('f', 200, keys)?.keys).toBe('g f');
});

test('a first key that is long ago is forgotten', () => {
  expect(meaning('g', 100, keys)).toBeUndefined();
  expect(meaning('f', 5000, keys)).toBeUndefined();
});
