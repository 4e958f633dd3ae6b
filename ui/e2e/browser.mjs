// A real Chromium that stories are told with: what went wrong in a page fails its story.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const PATIENCE = 30_000;

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

export function launch() {
  return chromium.launch({ executablePath: executable(), args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'] });
}

/**
 * Opens a page, tells the story, and fails for every error that the page or its policy reports, but for those that
 * the story expects: a refused login, a server that is gone.
 */
export async function tell(browser, { name, expects = /401/, options = {}, story }, world) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, colorScheme: 'light', reducedMotion: 'reduce', ...options });
  const troubles = [];
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !expects.test(message.text())) troubles.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(world.base)) troubles.push(`asked elsewhere: ${request.url()}`);
  });
  try {
    await story(page, world, context);
    if (troubles.length > 0) throw new Error(`the page reported:\n${troubles.join('\n')}`);
  } catch (cause) {
    await page.screenshot({ path: `${world.pictures}/failed-${name}.png` }).catch(() => undefined);
    throw new Error(`${name}: ${cause.message}\nat ${page.url()}${troubles.map((one) => `\n${one}`).join('')}`, { cause });
  } finally {
    await context.close();
  }
}

/** Signs in by the API, as whoever has signed in before in this browser; the login page has its own story. */
export async function enter(page, world, name = 'admin', password = world.password) {
  const answer = await page.request.post(`${world.base}/api/v1/session`, { data: { username: name, password } });
  if (!answer.ok()) throw new Error(`${name} may not enter: ${answer.status()}`);
}

/** The answer of the screen: its first line, once nothing is being read any more. */
export async function answer(page, text) {
  await page.getByRole('heading', { level: 1 }).filter({ hasText: text }).first().waitFor();
}

/** Waits until the page says so. */
export function seen(page, text) {
  return page.getByText(text).first().waitFor();
}

/** No serious finding of axe on what is to be seen now; of all rules, or of those that are named. */
export async function accessible(page, what, rules) {
  // The policy of the server lets no script in from outside the page: this one comes with the browser.
  const found = await page.evaluate(`(() => { const module = undefined; ${AXE}; return axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...(rules === undefined ? {} : { runOnly: rules }) })}); })()`);
  const serious = found.violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
  if (serious.length > 0) {
    const told = serious.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join('\n    ')}`);
    throw new Error(`${what} is not accessible:\n  ${told.join('\n  ')}`);
  }
}
