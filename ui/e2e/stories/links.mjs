// Addresses of Argo CD's pages, as they stand in bookmarks, chats and notifications.
import { answer, enter, seen } from '../browser.mjs';

const app = '/applications/argocd/checkout';
const links = {
  '/applications/checkout': (page) => page.waitForURL(`**${app}`),
  [`${app}?view=tree&resource=`]: (page) => page.getByRole('group', { name: /Map of checkout/ }).waitFor(),
  [`${app}?view=tree&resource=&node=apps%2FDeployment%2Fshop%2Fcheckout%2F0&tab=logs`]: (page) => page.getByRole('log').waitFor(),
  [`${app}?operation=true`]: (page) => page.waitForURL('**/run'),
  [`${app}?rollback=0`]: (page) => page.waitForURL('**/history'),
  '/applications?proj=default&health=Degraded&search=check': async (page) => {
    await page.locator('table.apps tbody a', { hasText: 'checkout' }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll('table.apps tbody tr:not(.gap)').length === 1);
  },
  '/settings/repos': (page) => page.waitForURL('**/settings/repositories'),
  '/settings/projects/default': (page) => page.waitForURL('**/settings/projects'),
  '/user-info': (page) => page.waitForURL('**/settings/access'),
};

export async function story(page, world) {
  await enter(page, world);
  for (const [link, arrived] of Object.entries(links)) {
    await page.goto(world.base + link);
    await arrived(page);
    await answer(page, /./);
  }
  await page.goto(`${world.base}/applications?health=Degraded`);
  await page.getByRole('button', { name: 'Save view' }).click();
  await page.getByLabel('Name', { exact: true }).fill('What is broken');
  await page.keyboard.press('Enter');
  await page.goto(world.base);
  await page.getByRole('link', { name: 'What is broken' }).click();
  await page.waitForURL('**/applications?state=degraded');
  await seen(page, 'checkout');
}
