// Data of others that wants to be more than text: markup, scripts, links, marks that turn the direction, huge values.
import assert from 'node:assert/strict';
import { accessible, answer, enter, seen } from '../browser.mjs';
import { deployment } from '../demo.mjs';

const MARKUP = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>';
const TURNED = 'pay\u202egnp.exe\u202c \u2066left\u2069 \u200f';
const LONG = 'n'.repeat(60);

/** An application of that name there is none. */
export const expects = /40[134]/;

export function prepare({ demo }) {
  const map = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: LONG, annotations: { 'shop.example/about': MARKUP, 'link.argocd.argoproj.io/evil': 'javascript:window.pwned=1', 'shop.example/turned': TURNED } },
    data: { markup: MARKUP, turned: TURNED, huge: 'x'.repeat(700_000), lines: `${'key: value\n'.repeat(20_000)}` },
  };
  demo.write('hostile/map.yaml', JSON.stringify(map)).write('hostile/deployment.yaml', deployment('hostile', 'registry.example/shop/x:1-crash"<img/src=x/onerror=window.pwned=1>')).push(`${MARKUP} ${TURNED}`);
  const application = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'hostile', namespace: 'argocd', annotations: { 'link.argocd.argoproj.io/evil': 'javascript:window.pwned=1' }, labels: { team: LONG } },
    spec: {
      project: 'default',
      source: { repoURL: `file://${demo.folder}/shop.git`, path: 'hostile', targetRevision: 'main' },
      destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
      info: [{ name: MARKUP, value: 'javascript:window.pwned=1' }],
      syncPolicy: { automated: {} },
    },
  };
  demo.write('../hostile.json', JSON.stringify(application)).kubectl('apply', '-f', `${demo.folder}/hostile.json`);
}

export async function story(page, world) {
  const { base, demo } = world;
  await enter(page, world);
  demo.write('../patch.json', JSON.stringify({ data: { turned: `${MARKUP}${TURNED}`, huge: 'y'.repeat(700_000) } }));
  demo.kubectl('-n', 'shop', 'patch', 'configmap', LONG, '--type', 'merge', '--patch-file', `${demo.folder}/patch.json`);
  const places = ['', '/changes', '/run', '/history', `?node=%2FConfigMap%2Fshop%2F${LONG}%2F0&tab=yaml`, `?node=apps%2FDeployment%2Fshop%2Fhostile%2F0&tab=logs`, `?node=apps%2FDeployment%2Fshop%2Fhostile%2F0&tab=events`];
  for (const place of places) {
    await page.goto(`${base}/applications/argocd/hostile${place}`);
    await answer(page, /./);
    await page.waitForFunction(() => document.querySelector('.loading') === null);
    await harmless(page, place);
  }
  await page.goto(`${base}/applications/argocd/hostile/changes`);
  await seen(page, '<img src=x onerror=');
  await accessible(page, 'Changes of hostile data');
  for (const place of ['/', '/activity', '/applications?q=%3Cscript%3Ewindow.pwned%3D1%3C%2Fscript%3E', '/applications/argocd/%3Cimg%20src=x%20onerror=window.pwned=1%3E']) {
    await page.goto(base + place);
    await page.waitForFunction(() => document.querySelector('.loading') === null);
    await harmless(page, place);
  }
}

/** Nothing ran, nothing became an element or a link, nothing turns what stands beside it, nothing is wider than the page. */
async function harmless(page, place) {
  const found = await page.evaluate(() => ({
    ran: window.pwned !== undefined,
    elements: document.querySelectorAll('img[src="x"], main script').length,
    links: [...document.querySelectorAll('a[href]')].filter((link) => !/^https?:/.test(link.protocol)).length,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }));
  assert.deepEqual(found, { ran: false, elements: 0, links: 0, wide: 0 }, `at ${place}`);
}
