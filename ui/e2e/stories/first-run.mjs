// A folder in Git, a form, the first sync.
import { accessible, answer, enter, seen } from '../browser.mjs';
import { deployment } from '../demo.mjs';

export function prepare({ demo }) {
  demo
    .write('orders/deployment.yaml', deployment('orders', 'registry.example/shop/orders:1.0.0', 2))
    .write('chatter/deployment.yaml', deployment('chatter', 'registry.example/shop/chatter:1.0.0-chatty'))
    .push('Take orders');
}

export async function story(page, world) {
  const { base } = world;
  await enter(page, world);
  await page.goto(`${base}/applications`);
  await page.getByRole('link', { name: 'New app' }).click();
  await answer(page, 'A folder in Git');
  await page.getByLabel('Name', { exact: true }).fill('api');
  await seen(page, 'An app of this name is there already');
  await page.getByLabel('Name', { exact: true }).fill('orders');
  await page.getByLabel('Repository').fill(`file://${world.demo.folder}/shop.git`);
  await page.getByLabel('Branch, tag or commit').fill('main');
  await page.getByRole('combobox', { name: 'Folder' }).fill('orders');
  await page.getByLabel('Namespace', { exact: true }).fill('shop');
  await answer(page, 'This would deploy orders to shop');
  await accessible(page, 'Create');
  await page.getByRole('button', { name: 'Create orders', exact: true }).click();
  await answer(page, /"orders" is healthy|orders is healthy|All is well|healthy/i);
  await page.getByText('Synced', { exact: true }).first().waitFor();
}
