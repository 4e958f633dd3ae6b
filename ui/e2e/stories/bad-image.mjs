// Bad image → the verdict names it → go back and hold → the next commit releases it.
import { accessible, answer, seen } from '../browser.mjs';

export async function story(page, { base, demo, password }) {
  await page.goto(base);
  await page.getByLabel('User').fill('admin');
  await page.getByLabel('Password').fill(`${password}?`);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await answer(page, / apps need attention/);

  demo.change('api/deployment.yaml', 'api:1.9.1', 'api:1.9.2-broken').push('Try api 1.9.2');
  await page.goto(`${base}/applications/argocd/api`);
  await answer(page, 'api:1.9.2-broken');
  await accessible(page, 'App');

  await page.getByRole('button', { name: /Go back to #/ }).first().click();
  await page.locator('#why').fill('1.9.2 was never pushed');
  await accessible(page, 'History');
  await page.getByRole('button', { name: /Go back to #\d+ and hold/ }).click();

  const banner = page.locator('.banner');
  await banner.filter({ hasText: '1.9.2 was never pushed' }).waitFor();
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByText('Healthy', { exact: true }).first().waitFor();
  await accessible(page, 'App, held');

  demo.change('api/deployment.yaml', 'api:1.9.2-broken', 'api:1.9.3').push('Serve api 1.9.3');
  await banner.waitFor({ state: 'detached' });
  await seen(page, 'api:1.9.3');

  await page.goto(`${base}/applications/argocd/prices`);
  await page.getByRole('button', { name: 'Resume auto-sync' }).click();
  await banner.waitFor({ state: 'detached' });
  await seen(page, 'prices:2.1.0');
}
