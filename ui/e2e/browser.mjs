// A real Chromium that a story is told with: what went wrong in the page fails the story.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is; a clear error where there is none. */
function executable() {
  for (const place of PLACES) {
    try {
      if (place && readFileSync(place)) return place;
    } catch {
      // not there
    }
  }
  throw new Error('no Chromium: apt-get install chromium, or name it in CHROMIUM');
}

/** Opens a page, tells the story, and fails for every error that the page or its policy reports. */
export async function tell(options, story) {
  const browser = await chromium.launch({ executablePath: executable(), args: ['--no-sandbox', '--disable-gpu'] });
  const troubles = [];
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('401')) troubles.push(`console: ${message.text()}`);
    });
    await story(page, context);
  } finally {
    await browser.close();
  }
  if (troubles.length > 0) throw new Error(`the page reported:\n${troubles.join('\n')}`);
}

export async function logIn(page, base, password, name = 'admin') {
  await page.goto(base);
  await page.getByLabel('User').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1 }).filter({ hasText: / app/ }).waitFor();
}

/** No serious finding of axe on what is to be seen now. */
export async function accessible(page, what) {
  // The policy of the server lets no script in from outside the page: this one comes with the browser.
  const found = await page.evaluate(`(() => { const module = undefined; ${AXE}; return axe.run(document, { resultTypes: ['violations'] }); })()`);
  const serious = found.violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
  if (serious.length > 0) {
    const told = serious.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join('\n    ')}`);
    throw new Error(`${what} is not accessible:\n  ${told.join('\n  ')}`);
  }
}
