// A run by phases and waves: one that waits, one that fails, one that is stopped.
import { accessible, answer, enter, seen } from '../browser.mjs';
import { job } from '../demo.mjs';

/** A log that is asked for before its container has started. */
export const expects = /40[01]/;

export async function story(page, world) {
  const { base, demo } = world;
  await enter(page, world);
  await page.goto(`${base}/applications/argocd/search/run`);
  await answer(page, 'Waiting for Job search-reindex');
  for (const wave of ['PreSync', 'Wave 0', 'Wave 1', 'Wave 2']) await seen(page, wave);
  await seen(page, 'waits for wave 1');
  await seen(page, /batch \d+ of 21600 done/);
  await accessible(page, 'Sync run');
  await page.getByRole('button', { name: 'Stop this run…' }).click();
  await page.getByRole('button', { name: 'Stop it' }).click();
  await page.getByRole('button', { name: 'Stop this run…' }).waitFor({ state: 'detached' });

  demo
    .write('worker/migrate.yaml', job('worker-migrate', 'registry.example/shop/worker:2.4.0-fail', { 'argocd.argoproj.io/hook': 'PreSync' }))
    .change('worker/config.yaml', 'orders', 'orders-2')
    .push('Migrate before the worker starts');
  await page.goto(`${base}/applications/argocd/worker/run`);
  await answer(page, /failed at Job worker-migrate|Stuck at Job worker-migrate/);
  await seen(page, 'fatal: giving up, exit code 1');
  await accessible(page, 'Failed run');
}
