// Bad image → the verdict names it → go back and hold → resume. Usage: bad-image.mjs BASE PASSWORD FOLDER SHOTS
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { accessible, logIn, tell } from './browser.mjs';

const [, , base, password, shop, shots] = process.argv;
mkdirSync(shots, { recursive: true });

function push(from, to, message) {
  const file = join(shop, 'api', 'deployment.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  execFileSync('git', ['commit', '-qam', message], { cwd: shop });
  execFileSync('git', ['push', '-q'], { cwd: shop });
}

await tell({ colorScheme: 'light' }, async (page) => {
  const verdict = page.getByRole('heading', { level: 1 });
  const shot = (name) => page.screenshot({ path: join(shots, `${name}.png`) });

  await logIn(page, base, password);
  await accessible(page, 'Fleet');
  await shot('fleet');

  push('api:1.9.1', 'api:1.9.2-broken', 'Try api 1.9.2');
  await page.goto(`${base}/applications/argocd/api`);
  await verdict.filter({ hasText: 'api:1.9.2-broken' }).waitFor();
  await accessible(page, 'App');
  await shot('bad-image');

  await page.getByRole('button', { name: /Go back to #/ }).first().click();
  await page.locator('#why').fill('1.9.2 was never pushed');
  await accessible(page, 'History');
  await shot('going-back');
  await page.getByRole('button', { name: /Go back to #\d+ and hold/ }).click();

  const banner = page.locator('.banner');
  await banner.filter({ hasText: '1.9.2 was never pushed' }).waitFor();
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByText('Healthy', { exact: true }).first().waitFor();
  await accessible(page, 'App, held');
  await shot('held');

  push('api:1.9.2-broken', 'api:1.9.3', 'Serve api 1.9.3');
  await banner.waitFor({ state: 'detached' });
  await page.getByText('api:1.9.3').first().waitFor();
  await shot('released');
});
