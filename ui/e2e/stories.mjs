// Tells all stories in one browser on one demo: node stories.mjs LAUNCHER FOLDER PICTURES [name,name]
import { mkdirSync } from 'node:fs';
import { Demo } from './demo.mjs';
import { launch, tell } from './browser.mjs';
import { relay } from './relay.mjs';
import * as badImage from './stories/bad-image.mjs';
import * as drift from './stories/drift.mjs';
import * as firstRun from './stories/first-run.mjs';
import * as hostile from './stories/hostile.mjs';
import * as keyboard from './stories/keyboard.mjs';
import * as killed from './stories/killed.mjs';
import * as links from './stories/links.mjs';
import * as logs from './stories/logs.mjs';
import * as looks from './stories/looks.mjs';
import * as readOnly from './stories/read-only.mjs';
import * as syncRun from './stories/sync-run.mjs';
import * as tabs from './stories/tabs.mjs';

const [, , launcher, folder, pictures, only = ''] = process.argv;
/** In this order: the last ones need what was there for a while, or end what all others need. */
const all = { looks, keyboard, links, drift, badImage, firstRun, syncRun, readOnly, hostile, tabs, logs, killed };
const chosen = Object.entries(all).filter(([name]) => only === '' || only.split(',').includes(name));

mkdirSync(pictures, { recursive: true });
const demo = new Demo(launcher, folder);
process.once('SIGTERM', () => void demo.end('SIGTERM').finally(() => process.exit(1)));
const failures = [];
let browser;
let passage;
try {
  await demo.start();
  passage = await relay(demo.address);
  const world = { demo, passage, base: passage.address, password: demo.password, pictures };
  for (const [, one] of chosen) one.prepare?.(world);
  browser = await launch();
  for (const [name, one] of chosen) {
    const start = performance.now();
    await tell(browser, { name, expects: one.expects, options: one.options, story: one.story }, world).catch((cause) => failures.push(cause.message));
    console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
} finally {
  await browser?.close();
  passage?.close();
  await demo.end('SIGTERM');
}
for (const failure of failures) console.error(`\n${failure}`);
process.exit(failures.length === 0 ? 0 : 1);
