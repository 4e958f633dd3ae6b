// Somebody who may only look, and only at one application: buttons say what is missing, the rest does not exist.
import assert from 'node:assert/strict';
import { accessible, answer, enter, seen } from '../browser.mjs';

/** What one may not see is answered as what is not there, and the browser notes that. */
export const expects = /40[134]/;

export function prepare({ demo }) {
  demo.kubectl('-n', 'argocd', 'patch', 'cm', 'argocd-cm', '-p', '{"data":{"accounts.bob":"login"}}');
  demo.kubectl('-n', 'argocd', 'create', 'cm', 'argocd-rbac-cm', '--from-literal=policy.csv=p, bob, applications, get, default/checkout, allow');
}

export async function story(page, world) {
  const { base, password } = world;
  await enter(page, world);
  const changed = await page.request.put(`${base}/api/v1/account/password`, { data: { name: 'bob', currentPassword: password, newPassword: 'bobs-password' } });
  assert.ok(changed.ok(), await changed.text());
  await page.context().clearCookies();
  await enter(page, world, 'bob', 'bobs-password');

  await page.goto(base);
  await answer(page, /1 of 1 app|The one app|1 app/);
  await page.goto(`${base}/applications/argocd/checkout`);
  await answer(page, 'checkout:3.2.0-broken');
  const sync = page.locator('.tabs button[aria-disabled=true]', { hasText: 'Sync…' });
  await sync.waitFor();
  assert.match((await sync.getAttribute('title')) ?? '', /needs applications, sync, default\/checkout/);
  const back = page.getByRole('button', { name: /Go back to #/ }).first();
  assert.equal(await back.getAttribute('aria-disabled'), 'true');
  await sync.click({ force: true });
  assert.equal(await page.getByRole('dialog').count(), 0, 'a press on what one may not do does nothing');
  await accessible(page, 'App, read-only');

  await page.goto(`${base}/applications/argocd/web`);
  await seen(page, /not found|does not exist|cannot|no app/i);
  await page.goto(`${base}/settings/access`);
  await answer(page, /./);
  await accessible(page, 'Access');
}
