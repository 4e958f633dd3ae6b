// Looks at every screen as people do: pictures at three widths in both themes, and what axe finds there.
// node build/look.js [only] — needs `npm run recorded` in another terminal, and Chromium (CHROMIUM=path).
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const base = process.env.BASE ?? 'http://localhost:4173';
const out = process.env.OUT ?? 'target/looks';
const [only = ''] = process.argv.slice(2);
const screens = {
  fleet: '/', table: '/?view=table', apps: '/applications', login: '/login?return=%2Fapplications%2Fargocd%2Fapi',
  app: '/applications/argocd/api', held: '/applications/argocd/ledger', healthy: '/applications/argocd/worker', render: '/applications/argocd/search', rolling: '/applications/argocd/payments',
  map: '/applications/argocd/api?view=tree', changes: '/applications/argocd/web/changes', history: '/applications/argocd/api/history', run: '/applications/argocd/payments/run',
  object: '/applications/argocd/api?node=apps%2FDeployment%2Fshop%2Fapi%2F0', logs: '/applications/argocd/api?node=apps%2FDeployment%2Fshop%2Fapi%2F0&tab=logs', yaml: '/applications/argocd/api?node=apps%2FDeployment%2Fshop%2Fapi%2F0&tab=yaml', activity: '/activity', settings: '/settings', access: '/settings/access', create: '/applications/new',
  many: '/?apps=10000', none: '/?apps=0', missing: '/applications/argocd/nothing',
};
const widths = (process.env.WIDTHS ?? '1440,768,360').split(',').map(Number);
const themes = (process.env.THEMES ?? 'light,dark').split(',');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

mkdirSync(out, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--force-color-profile=srgb'] });
let findings = 0;
for (const [name, path] of Object.entries(screens)) {
  if (only !== '' && !only.split(',').includes(name)) continue;
  for (const theme of themes) {
    for (const width of widths) {
      const context = await browser.newContext({ viewport: { width, height: width < 500 ? 780 : 1000 }, colorScheme: theme, reducedMotion: 'reduce' });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') console.log(`${name}: console: ${message.text()}`);
      });
      page.on('pageerror', (error) => console.log(`${name}: error: ${error.message}`));
      await page.goto(base + path);
      await page.waitForSelector('h1, [role=alert], dialog[open]');
      await page.waitForFunction(() => document.querySelector('.loading') === null);
      await page.evaluate(() => document.fonts.ready);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) console.log(`${name} ${width}: scrolls sideways by ${wide} px`);
      await page.screenshot({ path: `${out}/${name}-${width}-${theme}.png`, fullPage: process.env.FULL === '1' });
      await page.evaluate(axe);
      const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
      for (const violation of found.violations) {
        if (violation.impact !== 'serious' && violation.impact !== 'critical') continue;
        findings++;
        console.log(`${name} ${width} ${theme}: ${violation.id}: ${violation.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
      }
      await context.close();
    }
  }
}
await browser.close();
console.log(`${findings} serious findings`);
process.exit(findings === 0 ? 0 : 1);
