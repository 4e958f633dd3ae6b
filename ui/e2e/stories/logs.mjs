// A hundred thousand lines of a container that prints a thousand a second: all there, few drawn, filtered at once.
import assert from 'node:assert/strict';
import { accessible, enter } from '../browser.mjs';

const LINES = 100_000;

/** It starts when the stories start, so that it has printed enough when this one is told. */
export function prepare({ demo }) {
  demo.change('reports/main.jsonnet', "service('reports', tag='1.2.0')", "service('reports', tag='1.2.1-chatty')").push('Tell more of the reports');
}

export async function story(page, world) {
  await enter(page, world);
  await page.goto(`${world.base}/applications/argocd/reports?node=apps%2FDeployment%2Fshop%2Freports%2F0&tab=logs`);
  await page.getByLabel('How many lines').selectOption(String(LINES));
  const status = page.locator('.log footer [role=status]');
  await page.waitForFunction((wanted) => Number((document.querySelector('.log footer [role=status]')?.textContent ?? '').replaceAll(',', '').split(' ')[0]) >= wanted, LINES);
  assert.ok((await page.locator('.log li').count()) < 200, 'only the lines in view are drawn');
  await page.getByRole('button', { name: 'Follow' }).click();
  await page.getByLabel('Filter lines').fill('/items/17 200 19ms');
  await status.filter({ hasText: / of 100,000 lines/ }).waitFor();
  const shown = await page.locator('.log li .m').first().textContent();
  assert.match(shown ?? '', /\/items\/17 200 19ms/);
  await accessible(page, 'Logs');
}
