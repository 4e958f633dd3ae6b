// Holds the server and its pages to their budgets on a real control plane; a measurement of this machine, no test.
// app/target/dist/bin/kilter sandbox run -- node ui/build/budgets.js app/target/dist/bin/kilter [APPS]
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { Agent, request } from 'node:https';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { deployment } from '../e2e/demo.mjs';
import { at, keystrokes, launch, longTasks, median, outline, ready, said, scrolled } from './measuring.js';

const [, , launcher, apps = '10000'] = process.argv;
const APPS = Number(apps);
const PORT = 18_400 + (process.pid % 1000);
const base = `http://127.0.0.1:${PORT}`;
const folder = mkdtempSync(join(tmpdir(), 'kilter-budgets-'));
const kubeconfig = process.env.KILTER_SANDBOX_KUBECONFIG;
const text = readFileSync(kubeconfig, 'utf8');
const secret = (name) => Buffer.from(new RegExp(`${name}: "?([A-Za-z0-9+/=]+)`).exec(text)[1], 'base64');
const cluster = new URL(/server: "?(https:[^"\s]+)/.exec(text)[1]);
const agent = new Agent({ keepAlive: true, maxSockets: 12, cert: secret('client-certificate-data'), key: secret('client-key-data'), ca: secret('certificate-authority-data') });

function kube(method, path, body, type = 'application/json') {
  return new Promise((done, failed) => {
    const call = request({ agent, method, host: cluster.hostname, port: cluster.port, path, headers: { 'Content-Type': type } }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => {
        const said = Buffer.concat(parts).toString();
        if (answer.statusCode < 300 || answer.statusCode === 409) done(JSON.parse(said));
        else failed(new Error(`${method} ${path}: ${said.slice(0, 300)}`));
      });
    });
    call.on('error', failed);
    call.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const created = '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications';

/** Applications as Argo CD leaves them, which the controller is told to leave alone: what is measured is to show them. */
function application(number) {
  const name = `${['api', 'web', 'worker', 'payments', 'search'][number % 5]}-${String(number).padStart(5, '0')}`;
  const revision = '5f1c3a7e9b0d2468ace013579bdf02468ace1357';
  const at = new Date(Date.now() - number * 60_000).toISOString().replace(/\.\d+/, '');
  const source = { repoURL: 'https://git.example/shop/deploy.git', path: `apps/${name}`, targetRevision: 'main' };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd', labels: { team: `team-${number % 40}` }, annotations: { 'argocd.argoproj.io/skip-reconcile': 'true' } },
    spec: { project: 'default', source, destination: { server: 'https://kubernetes.default.svc', namespace: `ns-${number % 200}` }, syncPolicy: { automated: {} } },
    status: {
      health: { status: number % 100 === 0 ? 'Degraded' : 'Healthy', lastTransitionTime: at },
      sync: { status: number % 70 === 0 ? 'OutOfSync' : 'Synced', revision, comparedTo: { source, destination: { server: 'https://kubernetes.default.svc', namespace: `ns-${number % 200}` } } },
      history: [{ id: 0, revision, deployedAt: at, source }],
      resources: ['Deployment', 'Service', 'ConfigMap'].map((kind) => ({ kind, name, namespace: `ns-${number % 200}`, version: 'v1', status: 'Synced' })),
      summary: { images: [`registry.example/shop/${name}:1.${number % 30}.0`] },
      reconciledAt: at,
    },
  };
}

async function each(count, work) {
  let next = 0;
  await Promise.all(Array.from({ length: 12 }, async () => {
    while (next < count) await work(next++);
  }));
}

async function prepare() {
  execFileSync(launcher, ['--core', 'crds', 'apply'], { env: { ...process.env, KUBECONFIG: kubeconfig }, stdio: 'ignore' });
  await kube('POST', '/api/v1/namespaces', { metadata: { name: 'argocd' } });
  await kube('POST', '/api/v1/namespaces', { metadata: { name: 'shop' } });
  await kube('POST', '/api/v1/namespaces/argocd/configmaps', { metadata: { name: 'argocd-cm' }, data: { 'kilter.sources.file': 'true' } });
  const repository = join(folder, 'deploy');
  mkdirSync(join(repository, 'big'), { recursive: true });
  mkdirSync(join(repository, 'chatty'));
  const map = (number) => JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `big-${number}` }, data: { number: String(number) } });
  writeFileSync(join(repository, 'big', 'maps.yaml'), Array.from({ length: 2000 }, (_, number) => map(number)).join('\n---\n'));
  writeFileSync(join(repository, 'chatty', 'deployment.yaml'), deployment('chatty', 'registry.example/shop/chatty:1.0.0-chatty'));
  for (const words of ['init -q -b main', 'add -A', '-c user.name=Ana -c user.email=ana@shop.example commit -q -m Start']) execFileSync('git', words.split(' '), { cwd: repository });
  for (const path of ['big', 'chatty']) {
    await kube('POST', created, {
      apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name: path, namespace: 'argocd' },
      spec: { project: 'default', source: { repoURL: `file://${repository}`, path, targetRevision: 'main' }, destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' }, syncPolicy: { automated: {} } },
    });
  }
  await each(APPS - 2, (number) => kube('POST', created, application(number)));
}

/** The server, and what it holds of memory. */
async function start() {
  const log = openSync(join(folder, 'log'), 'w');
  const server = spawn(launcher, ['all', '--kubeconfig', kubeconfig, '--listen', `127.0.0.1:${PORT}`, '--cache-dir', join(folder, 'cache'), '--loglevel', 'warn'], { stdio: ['ignore', log, log] });
  for (;;) {
    const answer = await fetch(`${base}/healthz`).catch(() => undefined);
    if (answer?.ok) return server;
    if (server.exitCode !== null) throw new Error(readFileSync(join(folder, 'log'), 'utf8'));
    await pause(200);
  }
}

const memory = (process) => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${process.pid}/status`, 'utf8'))[1]) / 1024);
const cpu = (process) => {
  const [user, system] = readFileSync(`/proc/${process.pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
  return (Number(user) + Number(system)) / 100;
};

async function timed(token, path, rounds = 7) {
  const times = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    bytes = (await (await fetch(base + path, { headers: { Authorization: `Bearer ${token}` } })).arrayBuffer()).byteLength;
    times.push(Math.round(performance.now() - start));
  }
  return { millis: median(times), worst: Math.max(...times), bytes };
}

/** Changes so many applications a second, until it is stopped; how many were made. */
function changes(rate) {
  let made = 0;
  let open = 0;
  const timer = setInterval(() => {
    for (let at = 0; at < rate / 20 && open < 200; at++) {
      const number = Math.floor(Math.random() * (APPS - 2));
      open++;
      void kube('PATCH', `${created}/${application(number).metadata.name}`, { status: { health: { status: Math.random() < 0.5 ? 'Healthy' : 'Progressing', lastTransitionTime: new Date().toISOString() } } }, 'application/merge-patch+json')
        .then(() => made++)
        .finally(() => open--);
    }
  }, 50);
  return { stop: () => clearInterval(timer), made: () => made };
}

function follower(token) {
  const followed = { bytes: 0, events: 0, resets: 0 };
  const call = get(`${base}/api/v1/ext/stream?topics=fleet`, { headers: { Authorization: `Bearer ${token}` }, agent: false }, (answer) => {
    answer.setEncoding('utf8');
    answer.on('data', (part) => {
      followed.bytes += part.length;
      followed.events += part.split('event: fleet').length - 1;
      followed.resets += part.split('event: reset').length - 1;
    });
  });
  call.on('error', () => undefined);
  return { followed, end: () => call.destroy() };
}

const load = () => `load ${loadavg()[0].toFixed(1)}`;
await prepare();
const server = await start();
let browser;
try {
  const password = Buffer.from((await kube('GET', '/api/v1/namespaces/argocd/secrets/argocd-initial-admin-secret')).data.password, 'base64').toString();
  const { token } = await (await fetch(`${base}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username: 'admin', password }) })).json();
  const cookies = [{ name: 'argocd.token', value: token, url: base }];
  for (let rest = 0; rest < 120; rest++) {
    const { status } = await kube('GET', `${created}/big`);
    if (status?.operationState?.phase === 'Succeeded' && status?.sync?.status === 'Synced') break;
    await pause(1000);
  }
  await pause(5000);
  console.log(`${APPS} applications, one of them of 2,000 objects; memory ${memory(server)} MB, ${load()}`);

  const short = 'items.metadata.name,items.metadata.namespace,items.spec,items.status.sync.status,items.status.health,items.status.summary';
  for (const [name, path, budget] of [
    ['the rows of the UI', '/api/v1/ext/fleet', 300],
    ['the list with the fields of Argo CD\'s UI', `/api/v1/applications?fields=${short}`, 300],
    ['the whole list', '/api/v1/applications', 300],
  ]) {
    const { millis, worst, bytes } = await timed(token, path);
    said(`${name}, ${(bytes / 1e6).toFixed(1)} MB (median of 7, worst ${worst}), ${load()}`, millis, 'ms', budget);
  }

  browser = await launch();
  const starts = [];
  for (let round = 0; round < 5; round++) starts.push(await at(browser, `${base}/`, (page) => ready(page, '.search.wide input'), cookies));
  said(`interactive, login in the cookie (median of 5, worst ${Math.max(...starts)}), ${load()}`, median(starts), 'ms', 1000);
  const keys = await at(browser, `${base}/?view=table`, keystrokes, cookies);
  said(`keystroke to paint (median of 13, worst ${Math.max(...keys)}), ${load()}`, median(keys), 'ms', 50);
  said(`2,000 objects, from the press to the outline, ${load()}`, await at(browser, `${base}/applications/argocd/big`, outline, cookies), 'ms', 150);

  const logs = `${base}/applications/argocd/chatty?node=apps%2FDeployment%2Fshop%2Fchatty%2F0&tab=logs`;
  const lines = await at(browser, logs, async (page) => {
    await page.getByLabel('How many lines').selectOption('100000');
    await page.waitForFunction(() => document.querySelector('.log footer').textContent.startsWith('100,000'));
    await page.getByRole('button', { name: 'Follow' }).click();
    await page.waitForFunction(() => document.querySelector('.log footer').textContent.startsWith('100,000'));
    await page.waitForTimeout(1000);
    const frames = await scrolled(page, '.log .lines');
    return { frames, heap: await page.evaluate(() => Math.round(performance.memory.usedJSHeapSize / 1e6)) };
  }, cookies);
  console.log(`100,000 log lines: ${lines.frames} frames a second while they scroll (wanted 55), heap ${lines.heap} MB (budget 150), ${load()}`);

  const writing = changes(500);
  const before = { made: writing.made(), cpu: cpu(server), at: Date.now() };
  const busy = await at(browser, `${base}/`, (page) => longTasks(page, 10), cookies);
  console.log(`  ${Math.round((writing.made() - before.made) / ((Date.now() - before.at) / 1000))} changes a second reached the API server`);
  said(`events while a page looks, longest task of 10 s (${busy[0]} above 50 ms), ${load()}`, busy[1], 'ms', 50);

  const followers = Array.from({ length: 200 }, () => follower(token));
  const rests = [];
  const from = { made: writing.made(), cpu: cpu(server), at: Date.now() };
  for (let round = 0; round < 6; round++) {
    await pause(10_000);
    rests.push(memory(server));
  }
  const seconds = (Date.now() - from.at) / 1000;
  writing.stop();
  const told = followers.map(({ followed }) => followed);
  console.log(`200 streams for ${Math.round(seconds)} s, ${Math.round((writing.made() - from.made) / seconds)} changes a second: memory ${rests.join(', ')} MB, ${((cpu(server) - from.cpu) / seconds).toFixed(2)} cores, `
    + `${median(told.map((one) => one.events))} events and ${(median(told.map((one) => one.bytes)) / 1e6).toFixed(1)} MB a browser, ${told.reduce((sum, one) => sum + one.resets, 0)} resets, ${load()}`);
  for (const one of followers) one.end();
} finally {
  await browser?.close();
  server.kill('SIGTERM');
  agent.destroy();
}
