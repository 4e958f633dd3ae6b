// Makes the README's picture: the application with the broken image, as a running demo shows it, light and dark.
// node build/picture.js LAUNCHER [FOLDER] — needs the packaged program (make build) and Chromium (CHROMIUM=path).
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answer, enter, launch } from '../e2e/browser.mjs';
import { Demo } from '../e2e/demo.mjs';

/** A quarter of the size of a PNG; the browser has the encoder. */
async function webp(context, png) {
  const page = await context.newPage();
  const text = await page.evaluate(async (source) => {
    const image = await createImageBitmap(await (await fetch(source)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext('2d').drawImage(image, 0, 0);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality: 0.92 })).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, `data:image/png;base64,${png.toString('base64')}`);
  return Buffer.from(text, 'base64');
}

const [, , launcher, folder = '../docs/images'] = process.argv;
const demo = new Demo(launcher, join(mkdtempSync(join(tmpdir(), 'kilter-picture-')), 'demo'));
let browser;
try {
  await demo.start();
  browser = await launch();
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5, colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await enter(page, { base: demo.address, password: demo.password });
    await page.goto(`${demo.address}/applications/argocd/checkout`);
    await answer(page, 'Not healthy for');
    await page.getByText('still serves: 3 of 3 pods').waitFor();
    await page.locator('button.live', { hasText: 'Live' }).waitFor();
    await page.getByRole('treegrid').waitFor();
    await page.waitForFunction(() => document.querySelector('.loading') === null);
    await page.evaluate(() => document.fonts.ready);
    writeFileSync(join(folder, `app-${colorScheme}.webp`), await webp(context, await page.screenshot()));
    await context.close();
  }
} finally {
  await browser?.close();
  await demo.end('SIGTERM');
}
