// The server is killed and comes back: the pill says so, and what happened meanwhile is there once.
import assert from 'node:assert/strict';
import { enter, seen } from '../browser.mjs';

/** What a browser says of a server that is gone. */
export const expects = /ERR_|Failed to load resource|net::/;

export async function story(page, world) {
  const { base, demo, passage } = world;
  await enter(page, world);
  await page.goto(`${base}/applications`);
  const pill = page.locator('button.live');
  await pill.filter({ hasText: 'Live' }).waitFor();
  const before = await page.locator('table.apps tbody tr:not(.gap)').count();

  await demo.end('SIGKILL');
  await pill.filter({ hasText: /Reconnecting|Data from/ }).waitFor();
  demo.change('web/deployment.yaml', 'web:1.0.0', 'web:1.4.0').push('Serve web 1.4.0 while nobody looks');
  await demo.start();
  passage.leadTo(demo.address);
  await pill.click();
  await pill.filter({ hasText: 'Live' }).waitFor();

  const rows = page.locator('table.apps tbody tr:not(.gap)');
  await page.waitForFunction((wanted) => document.querySelectorAll('table.apps tbody tr:not(.gap)').length === wanted, before);
  const names = await rows.locator('a').allTextContents();
  assert.equal(new Set(names).size, names.length, 'no app twice');
  await page.goto(`${base}/applications/argocd/web`);
  await seen(page, 'web:1.4.0');
  await page.getByText('web 1.0.0 → 1.4.0').first().waitFor();
  assert.equal(await page.getByText('web 1.0.0 → 1.4.0').count(), 1, 'what happened is told once');
}
