import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FieldDiff, parts } from './FieldDiff';

test('marks the version and not a digit of it', () => {
  expect(parts('r.io/web:2.14.0', '2.15.0')).toEqual(['', 'r.io/web:2.14.0', '']);
  expect(parts('r.io/web:2.14.0', 'r.io/web:2.15.0')).toEqual(['r.io/web:', '2.14.0', '']);
});

test('never shows what a Secret holds', () => {
  render(<FieldDiff of="Secret/keys" secret changes={[{ path: [{ field: 'data' }, { field: 'PASSWORD' }], kind: 'change', live: 'aHVudGVyMg==', wanted: 'c2VjcmV0' }]} />);

  expect(screen.getByText('value changed, hidden')).toBeTruthy();
  expect(document.body.textContent).not.toContain('aHVudGVyMg==');
  expect(document.body.textContent).not.toContain('c2VjcmV0');
});

test('text of others is text', () => {
  render(<FieldDiff of="ConfigMap/x" secret={false} changes={[{ path: [{ field: 'data' }, { field: '<img src=x onerror=alert(1)>' }], kind: 'add', live: undefined, wanted: '<script>alert(1)</script>' }]} />);

  expect(document.querySelector('img')).toBeNull();
  expect(document.querySelector('script')).toBeNull();
  expect(document.body.textContent).toContain('<script>alert(1)</script>');
});
