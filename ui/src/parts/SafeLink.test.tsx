import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { SafeLink, commitAddress, safe } from './SafeLink';

test.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'data:text/html,<script>1</script>', 'vbscript:x', 'file:///etc/passwd', 'nonsense', ''])(
  'never links to %s',
  (address) => {
    expect(safe(address)).toBeUndefined();
    render(<SafeLink href={address}>text</SafeLink>);
    expect(screen.queryByRole('link')).toBeNull();
    expect(screen.getByText('text')).toBeTruthy();
  },
);

test('links to http and https, and gives nothing of this page away', () => {
  render(<SafeLink href="https://git.acme.io/x">text</SafeLink>);

  const link = screen.getByRole('link');
  expect(link.getAttribute('href')).toBe('https://git.acme.io/x');
  expect(link.getAttribute('rel')).toBe('noopener noreferrer');
});

test('knows where hosts show a commit, and does not guess', () => {
  const sha = '9f31c2a0b4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9';

  expect(commitAddress('git@github.com:acme/shop.git', sha)).toBe(`https://github.com/acme/shop/commit/${sha}`);
  expect(commitAddress('https://gitlab.acme.io/acme/shop', sha)).toBe(`https://gitlab.acme.io/acme/shop/-/commit/${sha}`);
  expect(commitAddress('https://git.acme.io/acme/shop', sha)).toBeUndefined();
  expect(commitAddress('https://github.com/acme/shop', 'main')).toBeUndefined();
});
