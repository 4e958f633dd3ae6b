// Eight tabs over HTTP/1.1, where a browser has six connections: they share one stream, all hear, and all are signed out.
import { enter, seen } from '../browser.mjs';

const TABS = 8;

export async function story(page, world, context) {
  await enter(page, world);
  const tabs = [page];
  while (tabs.length < TABS) tabs.push(await context.newPage());
  for (const tab of tabs) await tab.goto(`${world.base}/applications/argocd/catalog`);
  for (const tab of tabs) await tab.locator('button.live', { hasText: 'Live' }).waitFor();
  world.demo.change('catalog/live/kustomization.yaml', '4.0.2', '4.1.0').push('Serve catalog 4.1.0');
  for (const tab of tabs) await seen(tab, 'catalog:4.1.0');

  await page.getByRole('button', { name: /Signed in as/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  for (const tab of tabs) await tab.waitForURL('**/login**');
}
