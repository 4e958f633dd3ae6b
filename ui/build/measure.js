// Holds the pages to their budgets on recorded data: node build/measure.js — needs `npm run recorded` in another terminal.
import { readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { at, keystrokes, launch, longTasks, map, median, outline, overBudget, ready, said } from './measuring.js';

const base = process.env.BASE ?? 'http://localhost:4173';
const folder = 'target/classes/dev/kilter/ui';
const browser = await launch();

const html = readFileSync(`${folder}/index.html`, 'utf8');
const first = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((match) => match[1]);
said('first route, JavaScript', Math.round(first.reduce((sum, file) => sum + gzipSync(readFileSync(`${folder}/${file}`), { level: 9 }).length, 0) / 1000), 'kB gzip', 200);
console.log(`  of ${first.length} files, ${Math.round(first.reduce((sum, file) => sum + statSync(`${folder}/${file}`).size, 0) / 1000)} kB raw`);

const starts = [];
for (let round = 0; round < 5; round++) starts.push(await at(browser, `${base}/?apps=10000`, (page) => ready(page, '.search.wide input')));
said('10,000 applications, interactive (median of 5)', median(starts), 'ms', 1000);

const keys = await at(browser, `${base}/?apps=10000&view=table`, keystrokes);
said('keystroke to paint among 10,000 (median)', median(keys), 'ms', 50);
said('keystroke to paint among 10,000 (worst of 13)', Math.max(...keys), 'ms', 100);

const busy = await at(browser, `${base}/?apps=10000&events=500`, (page) => longTasks(page, 8));
said(`500 events a second among 10,000, longest task of 8 s (${busy[0]} above 50 ms)`, busy[1], 'ms', 50);

said('2,000 objects, from the press to the outline', await at(browser, `${base}/applications/argocd/api?objects=2000`, outline), 'ms', 150);

const drawn = await at(browser, `${base}/applications/argocd/api?objects=4000`, map);
said(`map of 4,000 objects, laid out beside the page (${drawn.all} ms from the press to its cards)`, drawn.laid, 'ms', 50);

await browser.close();
process.exit(overBudget() === 0 ? 0 : 1);
