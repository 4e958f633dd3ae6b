import { expect, test } from 'vitest';
import { brief, happened, outcomeOf, who } from './entries';

const entry = { at: '2026-11-26T14:01:00Z', kind: 'sync', actor: 'automation', revision: '9f31c2a07be24d1f8a7744c1d2905be6a1f0c8d3', outcome: 'Succeeded' };

test('behind a machine stands the author of the commit', () => {
  expect(who({ ...entry, commit: 'Ben Okafor: bump api' })).toBe('Ben Okafor');
  expect(who({ ...entry, commit: { author: 'Ben Okafor <ben@acme.io>', message: 'bump api' } })).toBe('Ben Okafor');
  expect(who({ ...entry, actor: 'ana', commit: 'Ben Okafor: bump api' })).toBe('ana');
  expect(who(entry)).toBe('auto-sync');
  expect(who({ ...entry, actor: '' })).toBe('not known');
});

test('an image is its name and tags, not its registry', () => {
  expect(brief('registry.example/shop/api:1.9.1 -> registry.example/shop/api:1.9.2')).toBe('api 1.9.1 → 1.9.2');
  expect(brief('a.example/api:1 -> b.example/web:2')).toBe('api:1 → web:2');
  expect(brief('registry.example/shop/api:1.9.1')).toBe('api:1.9.1');
  expect(brief('')).toBe('');
});

test('images say more than commits, a way back says where to', () => {
  expect(happened({ ...entry, images: ['api 1.9.1 → 1.9.2'], commit: 'bump' })).toBe('api 1.9.1 → 1.9.2');
  expect(happened({ ...entry, commit: 'Ana: quieter logs' })).toBe('quieter logs');
  expect(happened({ ...entry, kind: 'Rollback' })).toBe('back to 9f31c2a');
  expect(happened(entry)).toBe('sync of 9f31c2a');
});

test('outcomes', () => {
  expect(outcomeOf(entry)).toBe('good');
  expect(outcomeOf({ ...entry, outcome: 'Failed' })).toBe('bad');
  expect(outcomeOf({ ...entry, outcome: 'PutBack' })).toBe('other');
});
