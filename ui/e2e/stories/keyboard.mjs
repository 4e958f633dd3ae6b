// Everything without a mouse, and always with a focus that can be seen.
import assert from 'node:assert/strict';
import { answer, seen } from '../browser.mjs';

/** What has the focus, and whether that shows. */
const focus = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const style = getComputedStyle(at);
    const shows = (one) => (one.outlineStyle !== 'none' && Number.parseFloat(one.outlineWidth) > 0) || one.boxShadow !== 'none';
    return { text: at.textContent.trim() || at.getAttribute('aria-label') || at.placeholder || '', tag: at.tagName, shows: shows(style) || shows(getComputedStyle(at.parentElement)) };
  });

/** Of a row of the outline its kind and name, without what ages. */
const named = ({ text }) => /^Pod[a-z0-9-]+/.exec(text)?.[0];

export async function story(page, world) {
  await page.goto(`${world.base}/applications/argocd/cart`);
  await page.getByLabel('User').waitFor();
  assert.equal((await focus(page)).tag, 'INPUT', 'the login page starts at its first field');
  await page.keyboard.type('admin');
  await page.keyboard.press('Tab');
  await page.keyboard.type(world.password);
  await page.keyboard.press('Enter');
  await answer(page, 'cart');

  await page.keyboard.press('Tab');
  const skip = await focus(page);
  assert.equal(skip.text, 'Skip to the answer');
  assert.ok(skip.shows, 'the skip link shows its focus');
  for (let step = 0; step < 25; step++) {
    await page.keyboard.press('Tab');
    const now = await focus(page);
    assert.ok(now.shows || now.tag === 'BODY', `no visible focus on ${now.tag} “${now.text}”`);
  }

  await page.keyboard.press('Control+k');
  await page.keyboard.type('checkout');
  await page.keyboard.press('Enter');
  await answer(page, 'checkout:3.2.0-broken');
  await page.keyboard.press(']');
  await page.waitForURL((url) => !url.pathname.endsWith('/checkout'));
  // The address is there before the page, and with it what its keys mean.
  await page.locator('[aria-current=page]', { hasText: /^checkout$/ }).waitFor({ state: 'detached' });
  await page.keyboard.press('[');
  await page.waitForURL('**/checkout');
  await answer(page, 'checkout');

  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await page.getByRole('treegrid').getByRole('row').first().focus();
  let row;
  for (let step = 0; row === undefined && step < 10; step++) {
    await page.keyboard.press('ArrowDown');
    // The focus follows with the next frame.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    row = named(await focus(page));
  }
  assert.ok(row, 'a few rows down there is a pod');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(named(await focus(page)), row, 'the drawer gives the focus back');

  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await answer(page, 'need attention');
  await page.keyboard.press('/');
  await page.keyboard.type('ship');
  await seen(page, /^1 of \d+$/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await page.waitForURL('**/activity');
}
