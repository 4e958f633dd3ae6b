// Drift by hand: what differs and who did it; sync one of two; ignore the other.
import assert from 'node:assert/strict';
import { accessible, answer, enter, seen } from '../browser.mjs';

export async function story(page, world) {
  const { base, demo } = world;
  await enter(page, world);
  await page.goto(`${base}/applications/argocd/cart/changes`);
  await answer(page, 'it undoes 2 manual edits');
  await seen(page, 'kubectl-scale');
  await seen(page, 'kubectl-patch');

  await page.getByRole('checkbox', { name: /LOG_LEVEL/ }).uncheck();
  await page.getByRole('button', { name: 'Sync 1 of 2 changes' }).click();
  await answer(page, 'it undoes one manual edit');
  assert.equal(demo.kubectl('-n', 'shop', 'get', 'deployment/cart', '-o', 'jsonpath={.spec.replicas}'), '2');
  assert.equal(demo.kubectl('-n', 'shop', 'get', 'configmap/cart', '-o', 'jsonpath={.data.LOG_LEVEL}'), 'debug');

  await page.getByRole('button', { name: 'Ignore this field' }).click();
  await seen(page, 'It covers 1 object');
  await accessible(page, 'Ignore this field');
  await page.getByRole('button', { name: 'Ignore it' }).click();
  await seen(page, 'The cluster is as Git says');
  const rules = demo.kubectl('-n', 'argocd', 'get', 'app/cart', '-o', 'jsonpath={.spec.ignoreDifferences}');
  assert.match(rules, /"jsonPointers":\["\/data\/LOG_LEVEL"\]/);
}
