import type { FleetRow } from '../api/types';
import { ago, seeded, sha } from './times';

export const columns = [
  'namespace', 'name', 'project', 'cluster', 'destNamespace', 'health', 'sync', 'phase', 'verdict', 'headline', 'code', 'object', 'since', 'revision', 'target', 'repo', 'path',
  'auto', 'hold', 'labels', 'lastAt', 'lastBy',
];

/** As the server sends it: the id is made by whoever reads it. */
export type Row = Omit<FleetRow, 'id'>;

export const BAD = '9f31c2a07be24d1f8a7744c1d2905be6a1f0c8d3';
export const GOOD = '4d0e7b1c25a94f60b8f1c3e7d9a0462f5b8e1c77';
export const REPO = 'https://git.acme.io/acme/shop-deploy.git';

function row(name: string, more: Partial<Row> = {}): Row {
  return {
    namespace: 'argocd', name, project: 'shop', cluster: 'prod-eu', destNamespace: 'shop', health: 'Healthy', sync: 'Synced', phase: '', verdict: '', headline: '', code: 'KIL-OK',
    object: '', since: ago(2, 'd'), revision: sha(name), target: 'main', repo: REPO, path: `apps/${name}`, auto: true, hold: null, labels: { team: 'storefront' }, lastAt: ago(2, 'd'), lastBy: 'ci-bot',
    ...more,
  };
}

function pull(name: string, cluster: string, minutes: number, broken: string): Row {
  return row(name, {
    cluster, health: 'Degraded', verdict: 'Degraded', code: 'KIL-IMAGE-PULL', object: `apps/Deployment/shop/${name}`, revision: BAD, path: 'apps/api', since: ago(minutes, 'min'), lastAt: ago(minutes + 1, 'min'),
    lastBy: 'Ben Okafor', labels: { team: 'checkout' },
    headline: `Not healthy for ${minutes} min: ${broken} of Deployment ${name} cannot pull api:1.9.2: registry.acme.io has no such tag.`,
  });
}

/** The applications that tell something. */
export const telling: Row[] = [
  pull('api', 'prod-eu', 6, '1 of 4 pods'),
  pull('api-us', 'prod-us', 5, '2 of 8 pods'),
  pull('api-ap', 'prod-ap', 5, '1 of 3 pods'),
  row('search', {
    health: 'Healthy', sync: 'Unknown', verdict: 'Unknown', code: 'KIL-RENDER-FAILED', object: 'values-prod.yaml:41', since: ago(22, 'min'), lastAt: ago(22, 'min'), lastBy: 'Mira Lindqvist',
    revision: sha('search-good'), labels: { team: 'discovery' }, headline: 'Cannot render "search": values-prod.yaml:41 cannot be read.',
  }),
  row('web', {
    sync: 'OutOfSync', auto: false, verdict: 'OutOfSync', code: 'KIL-DRIFT-BY-HAND', object: 'apps/Deployment/shop/web', since: ago(56, 'min'), lastAt: ago(56, 'min'), lastBy: 'kubectl-edit',
    headline: 'Deployment web of "web" was changed by hand with kubectl-edit.',
  }),
  row('cart-ap', {
    sync: 'OutOfSync', auto: false, cluster: 'prod-ap', verdict: 'OutOfSync', code: 'KIL-DRIFT-BY-HAND', object: 'apps/Deployment/shop/cart', since: ago(3, 'h'), lastAt: ago(3, 'h'), lastBy: 'kubectl-patch',
    labels: { team: 'checkout' }, headline: 'Deployment cart of "cart-ap" was changed by hand with kubectl-patch.',
  }),
  row('payments', {
    health: 'Progressing', sync: 'OutOfSync', phase: 'Running', verdict: 'Progressing', code: 'KIL-SYNCING', object: 'apps/Deployment/shop/payments', since: ago(64), lastAt: ago(64), revision: sha('payments-4.8.0'),
    labels: { team: 'checkout' }, headline: 'Waiting for Deployment payments in wave 0: 1 of 3 new pods is ready.',
  }),
  row('catalog-us', {
    health: 'Progressing', cluster: 'prod-us', verdict: 'Progressing', code: 'KIL-PROGRESSING', since: ago(90), lastAt: ago(90), lastBy: 'Jun Sato',
    headline: 'Deployment catalog: 5 of 6 new pods are ready.',
  }),
  row('events-lake', { project: 'data', health: 'Progressing', phase: 'Running', verdict: 'Progressing', code: 'KIL-SYNCING', since: ago(8), lastAt: ago(8), headline: 'PreSync: Job create-topics runs, 8 s so far.', labels: { team: 'data' } }),
  row('ledger', {
    sync: 'OutOfSync', verdict: 'Held', code: 'KIL-HELD', since: ago(70, 'min'), lastAt: ago(70, 'min'), lastBy: 'Priya Kale', hold: { by: 'Priya Kale', reason: '2.3.0 rounds tax down', since: ago(70, 'min'), revision: sha('ledger-2.2.9') },
    revision: sha('ledger-2.3.0'), labels: { team: 'finance' }, headline: '"ledger" is held after a rollback by Priya Kale, 70 min ago.',
  }),
  row('worker', { lastAt: ago(2, 'd'), since: ago(2, 'd') }),
];

const people = ['ci-bot', 'Ana Torres', 'Jun Sato', 'Mira Lindqvist', 'Priya Kale', 'ci-bot', 'ci-bot', 'Ben Okafor'];
const kinds = ['cart', 'catalog', 'checkout', 'gateway', 'profile', 'mail', 'media', 'stock', 'prices', 'reviews', 'search-api', 'feed', 'tax', 'returns', 'vouchers', 'labels', 'images', 'sitemap', 'pages', 'push'];

/** Applications like most: well, named as in a shop, in several clusters. With many, some are in trouble. */
export function crowd(number: number): Row[] {
  const chance = seeded(7);
  const places: [string, string][] = [['shop', 'prod-eu'], ['shop', 'prod-us'], ['shop', 'prod-ap'], ['shop', 'staging'], ['platform', 'prod-eu'], ['data', 'prod-eu'], ['edge', 'sites']];
  const rows: Row[] = [];
  for (let at = 0; at < number; at++) {
    const [project, cluster] = places[Math.floor(chance() ** 1.4 * places.length)] ?? ['shop', 'prod-eu'];
    const kind = kinds[at % kinds.length] ?? 'app';
    const name = `${kind}-${at < 400 ? String(Math.floor(at / kinds.length) + 1) : String(at)}`;
    const age = Math.floor(chance() * 60) + 1;
    const drawn = chance();
    const last = people[Math.floor(chance() * people.length)] ?? 'ci-bot';
    const more: Partial<Row> = { project, cluster, destNamespace: project, lastAt: ago(age, 'd'), since: ago(age, 'd'), lastBy: last, labels: { team: project } };
    if (number > 1000 && drawn < 0.002) Object.assign(more, { health: 'Degraded', verdict: 'Degraded', code: 'KIL-CRASH', since: ago(age, 'min'), headline: `Not healthy for ${age} min: 1 of 2 pods of Deployment ${kind} exits with code 1 after 4 s.` });
    else if (number > 1000 && drawn < 0.004) Object.assign(more, { sync: 'OutOfSync', auto: false, verdict: 'OutOfSync', code: 'KIL-DRIFT-GIT-MOVED', since: ago(age, 'h'), headline: `Git moved on: Deployment ${kind} of "${name}" is still as before.` });
    else if (drawn < 0.012) Object.assign(more, { health: 'Progressing', verdict: 'Progressing', code: 'KIL-PROGRESSING', since: ago(age), lastAt: ago(age), headline: `Deployment ${kind}: 1 of 2 new pods is ready.` });
    else if (drawn < 0.016) Object.assign(more, { health: 'Suspended', code: 'KIL-OK' });
    rows.push(row(name, more));
  }
  return rows;
}

export function tuple(of: Row): unknown[] {
  return columns.map((column) => of[column as keyof Row]);
}
