// Every screen in both themes and at three widths: pictures to look at, nothing wider than its page, no serious finding of axe.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { accessible, enter } from '../browser.mjs';

/** All of them where somebody wants to look (LOOKS=all), else each width and theme once. */
const LOOKS = process.env.LOOKS === 'all' ? { light: [360, 768, 1440], dark: [360, 768, 1440] } : { light: [768, 1440], dark: [360, 1440] };
const app = '/applications/argocd';
const object = (kind, name) => `node=apps%2F${kind}%2Fshop%2F${name}%2F0`;
const screens = {
  fleet: '/',
  grid: '/?view=grid',
  apps: '/applications',
  app: `${app}/checkout`,
  map: `${app}/checkout?view=tree`,
  render: `${app}/shipping`,
  held: `${app}/prices`,
  healthy: `${app}/web`,
  changes: `${app}/cart/changes`,
  run: `${app}/search/run`,
  history: `${app}/prices/history`,
  object: `${app}/checkout?${object('Deployment', 'checkout')}`,
  logs: `${app}/checkout?${object('Deployment', 'checkout')}&tab=logs`,
  yaml: `${app}/checkout?${object('Deployment', 'checkout')}&tab=yaml`,
  activity: '/activity',
  create: '/applications/new',
  repositories: '/settings/repositories',
  clusters: '/settings/clusters',
  access: '/settings/access',
  projects: '/settings/projects',
  accounts: '/settings/accounts',
  missing: `${app}/nothing`,
};

/** An application that is not there is asked for on purpose. */
export const expects = /40[134]/;

export async function story(page, world) {
  await page.goto(`${world.base}/login`);
  await page.getByLabel('User').waitFor();
  await look(page, world, 'login');
  await enter(page, world);
  for (const [name, path] of Object.entries(screens)) {
    await page.goto(world.base + path);
    await page.locator('h1, [role=alert], dialog[open] h2').first().waitFor();
    await page.waitForFunction(() => document.querySelector('.loading') === null);
    await page.evaluate(() => document.fonts.ready);
    await look(page, world, name);
  }
}

async function look(page, { pictures }, name) {
  for (const [theme, widths] of Object.entries(LOOKS)) {
    await page.emulateMedia({ colorScheme: theme });
    for (const width of widths) {
      await page.setViewportSize({ width, height: width < 500 ? 780 : 1000 });
      const wide = await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(document.documentElement.scrollWidth - document.documentElement.clientWidth))));
      assert.equal(wide, 0, `${name} scrolls sideways at ${width} px`);
      await page.screenshot({ path: join(pictures, `${name}-${width}-${theme}.png`) });
    }
    // Of all that axe looks for, only contrast is another in the dark.
    await accessible(page, `${name}, ${theme}`, theme === 'dark' ? ['color-contrast'] : undefined);
  }
}
