import { answerWith } from '../api/transport';
import { columns, crowd, telling, tuple, type Row } from './fleet';
import { application, commit, explanation, journal, managed, manifestsAt, tree } from './shop';
import { ago, seeded } from './times';

const size = Number(new URLSearchParams(location.search).get('apps') ?? sessionStorage.getItem('recorded-apps') ?? '412');
sessionStorage.setItem('recorded-apps', String(size));
const rows: Row[] = size === 0 ? [] : [...telling, ...crowd(Math.max(0, size - telling.length))];
let events = 0;
const streams = new Set<(event: string, data: unknown) => void>();

/** Tells every open stream, as the server does. */
function tell(event: string, data: unknown): void {
  for (const send of streams) send(event, data);
}

function changed(row: Row, what: string[]): void {
  tell('fleet', { upsert: [tuple(row)], remove: [] });
  tell('app', { id: `${row.namespace}/${row.name}`, what });
}

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
}

function problem(status: number, code: string, failed: string, why: string, remedy: string): Response {
  return json({ error: failed, code: 5, message: failed, kilter: { code, failed, why, do: [remedy], details: '' } }, status);
}

/** So many pods more, for budgets: ?objects=2000. */
const more = Number(new URLSearchParams(location.search).get('objects') ?? '0');

function many(row: Row) {
  return Array.from({ length: more }, (_, at) => ({
    kind: 'Pod', version: 'v1', namespace: row.destNamespace, name: `many-${at}`, uid: `many-${at}`, health: { status: at % 50 === 0 ? 'Degraded' : 'Healthy' },
    ...(at < 40 ? {} : { parentRefs: [{ kind: 'Pod', name: '', uid: `many-${at % 40}` }] }),
  }));
}

type Answer = (row: Row, url: URL, body: Record<string, unknown>, rest: string[]) => unknown;

const ofApplication: Record<string, Answer> = {
  'GET ': (row) => application(row),
  'GET resource-tree': (row) => ({ nodes: [...tree(row), ...many(row)] }),
  'GET managed-resources': (row) => ({ items: managed(row) }),
  'GET manifests': (row, url) => ({ manifests: manifestsAt(row, url.searchParams.get('revision') ?? ''), revision: url.searchParams.get('revision') }),
  'GET revisions': (_row, _url, _body, rest) => commit(rest[0] ?? ''),
  'GET events': (row) => ({ items: kubernetesEvents(row) }),
  'GET resource': (row, url) => ({ manifest: manifestOf(row, url.searchParams) }),
  'GET explain': (row) => explanation(row),
  'GET journal': (row) => ({ entries: journal(row) }),
  'POST sync': (row) => {
    Object.assign(row, { phase: 'Running', verdict: 'Progressing', code: 'KIL-SYNCING', since: ago(0), headline: `The sync of "${row.name}" runs.` });
    changed(row, ['application']);
    setTimeout(() => {
      Object.assign(row, { phase: 'Succeeded', verdict: '', code: 'KIL-OK', headline: '', sync: 'Synced', health: 'Healthy', lastBy: 'ana', lastAt: ago(0) });
      changed(row, ['application', 'tree']);
    }, 4000);
    return application(row);
  },
  'POST rollback': (row, _url, body) => {
    const ours = body['kilter'] as { hold?: boolean; reason?: string } | undefined;
    Object.assign(row, {
      hold: ours?.hold === true ? { by: 'ana', reason: ours.reason ?? '', since: ago(0) } : null, health: 'Healthy', sync: 'OutOfSync', verdict: 'Held', code: 'KIL-HELD', since: ago(0), lastAt: ago(0), lastBy: 'ana',
      headline: `"${row.name}" is held after a rollback by ana, 0 s ago.`,
    });
    changed(row, ['application', 'tree']);
    return application(row);
  },
  'POST resume': (row) => {
    Object.assign(row, { hold: null, verdict: '', code: 'KIL-OK', headline: '', sync: 'Synced', lastAt: ago(0), lastBy: 'ana' });
    changed(row, ['application']);
    return application(row);
  },
  'DELETE operation': (row) => {
    Object.assign(row, { phase: 'Failed', health: 'Degraded', verdict: 'Degraded', code: 'KIL-SYNC-FAILED', headline: `The sync of "${row.name}" was stopped by ana.` });
    changed(row, ['application']);
    return {};
  },
  'DELETE resource': () => ({}),
  'PATCH ': (row) => application(row),
};

function kubernetesEvents(row: Row) {
  const of = (type: string, reason: string, message: string, component: string, at: string, count = 1) => ({ metadata: { uid: reason + at }, type, reason, message, count, lastTimestamp: at, involvedObject: { kind: 'Pod', name: `${row.name}-x2kqp` }, source: { component } });
  if (row.code === 'KIL-IMAGE-PULL') {
    return [
      of('Warning', 'Failed', 'Failed to pull image "registry.acme.io/shop/api:1.9.2": manifest unknown', 'kubelet', ago(12), 6),
      of('Normal', 'Scheduled', `Successfully assigned shop/${row.name}-7c9d4f8b6-x2kqp to eu-node-4`, 'default-scheduler', ago(7, 'min')),
      of('Normal', 'ScalingReplicaSet', `Scaled up replica set ${row.name}-7c9d4f8b6 from 0 to 1`, 'deployment-controller', ago(7, 'min')),
    ];
  }
  if (row.name === 'payments') {
    return [of('Warning', 'Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503', 'kubelet', ago(4), 5), of('Normal', 'Completed', 'Job migrate completed', 'job-controller', ago(52))];
  }
  return [of('Normal', 'Synced', 'Synced: nothing changed', 'kilter', row.lastAt)];
}

function manifestOf(row: Row, search: URLSearchParams): string {
  const kind = search.get('kind') ?? '';
  const name = search.get('resourceName') ?? '';
  const found = managed(row).find((one) => one.kind === kind && one.name === name);
  const body: Record<string, unknown> = found !== undefined && found.liveState !== 'null' ? (JSON.parse(found.liveState) as Record<string, unknown>) : { apiVersion: search.get('version') ?? 'v1', kind, metadata: { name, namespace: row.destNamespace }, spec: {} };
  body['metadata'] = {
    ...(body['metadata'] as object), uid: '7d9b1c', resourceVersion: '48211', labels: { app: row.name }, annotations: { 'argocd.argoproj.io/tracking-id': `${row.name}:/${kind}:shop/${name}` },
    managedFields: [
      { manager: 'argocd-controller', operation: 'Apply', time: ago(7, 'min'), fieldsV1: { 'f:spec': { 'f:replicas': {}, 'f:template': { 'f:spec': { 'f:containers': { 'k:{"name":"web"}': { '.': {}, 'f:image': {}, 'f:name': {} } } } } } } },
      { manager: 'kube-controller-manager', operation: 'Update', subresource: 'status', time: ago(1, 'min'), fieldsV1: { 'f:status': { 'f:replicas': {} } } },
    ],
  };
  if (kind === 'Deployment') body['status'] = { replicas: 4, readyReplicas: 3, updatedReplicas: 1 };
  return JSON.stringify(body);
}

function stream(signal: AbortSignal | null | undefined): Response {
  const text = new TextEncoder();
  let beat: ReturnType<typeof setInterval>;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (event: string, data: unknown) => controller.enqueue(text.encode(`id: r.${++events}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
      streams.add(send);
      send('beat', { at: ago(0) });
      beat = setInterval(() => send('beat', { at: new Date().toISOString() }), 10_000);
      signal?.addEventListener('abort', () => {
        clearInterval(beat);
        streams.delete(send);
        controller.error(new DOMException('aborted', 'AbortError'));
      });
    },
  });
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
}

const words = ['GET /v1/cart/8812 200 11 ms', 'GET /v1/products?q=boots 200 38 ms', 'payments answered in 1.9 s, limit 2 s', 'POST /v1/checkout 201 204 ms', 'cache: 812 of 900 entries', 'error: connection reset by peer, tried again'];

function logs(row: Row, url: URL, signal: AbortSignal | null | undefined): Response {
  const text = new TextEncoder();
  const pods = url.searchParams.has('podName') ? [url.searchParams.get('podName') ?? ''] : tree(row).filter((node) => node.kind === 'Pod').map((node) => node.name);
  const lines = Number(url.searchParams.get('tailLines') ?? '1000');
  const line = (at: number) => `data: ${JSON.stringify({ result: { content: words[at % words.length], timeStampStr: new Date(Date.now() - (lines - at) * 400).toISOString(), podName: pods[at % pods.length] } })}\n\n`;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < lines; at += 500) controller.enqueue(text.encode(Array.from({ length: Math.min(500, lines - at) }, (_, more) => line(at + more)).join('')));
      if (url.searchParams.get('follow') !== 'true') {
        controller.close();
        return;
      }
      let at = lines;
      const more = setInterval(() => controller.enqueue(text.encode(line(at++))), 700);
      signal?.addEventListener('abort', () => {
        clearInterval(more);
        controller.error(new DOMException('aborted', 'AbortError'));
      });
    },
  });
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
}

const connected = { status: 'Successful', message: '', attemptedAt: ago(40) };

function general(method: string, url: URL, body: Record<string, unknown>): unknown {
  switch (`${method} ${url.pathname}`) {
    case 'GET /api/version':
      return { Version: 'v0.1.0' };
    case 'GET /api/v1/settings':
      return { url: 'https://cd.acme.io', controllerNamespace: 'argocd' };
    case 'GET /api/v1/session/userinfo':
      return { loggedIn: sessionStorage.getItem('recorded-out') === null, username: 'Ana Torres', iss: 'argocd', groups: ['checkout', 'release'] };
    case 'DELETE /api/v1/session':
      sessionStorage.setItem('recorded-out', '1');
      return {};
    case 'GET /api/v1/ext/fleet':
      return { cursor: 'r.0', columns, rows: rows.map(tuple) };
    case 'GET /api/v1/ext/activity':
      return {
        entries: rows
          .slice(0, 60)
          .flatMap((row) => journal(row).map((entry) => ({ ...entry, application: { namespace: row.namespace, name: row.name, project: row.project } })))
          .sort((one, other) => other.at.localeCompare(one.at)),
      };
    case 'POST /api/v1/ext/can-i':
      return {
        answers: (body['questions'] as { resource: string; action: string; object: string }[]).map((one) =>
          one.action.startsWith('delete') ? { allowed: false, rule: '', missing: `${one.resource}, ${one.action}, ${one.object}` } : { allowed: true, rule: 'p, role:release, applications, *, shop/*, allow', missing: '' },
        ),
      };
    case 'GET /api/v1/repositories':
      return { items: [{ repo: 'https://git.acme.io/acme/shop-deploy.git', type: 'git', connectionState: connected }, { repo: 'https://git.acme.io/acme/edge.git', type: 'git', connectionState: { status: 'Failed', message: 'authentication required: the token ended on 21 Nov', attemptedAt: ago(3, 'min') } }, { repo: 'oci://registry.acme.io/charts', type: 'helm', connectionState: connected }] };
    case 'GET /api/v1/clusters':
      return { items: ['prod-eu', 'prod-us', 'prod-ap', 'staging'].map((name, at) => ({ server: `https://${name}.k8s.acme.io`, name, serverVersion: '1.36', connectionState: at === 2 ? { status: 'Failed', message: 'dial tcp 10.3.0.1:6443: i/o timeout', attemptedAt: ago(50) } : connected, info: { applicationsCount: rows.filter((row) => row.cluster === name).length } })) };
    case 'GET /api/v1/projects':
      return { items: ['shop', 'platform', 'data', 'edge'].map((name) => ({ metadata: { name }, spec: { description: `${name} of acme`, sourceRepos: ['https://git.acme.io/acme/*'], destinations: [{ name: '*', namespace: name }], roles: [{ name: 'release', policies: [`p, proj:${name}:release, applications, sync, ${name}/*, allow`] }] } })) };
    case 'GET /api/v1/account':
      return { items: [{ name: 'admin', enabled: true, capabilities: ['login'] }, { name: 'ci-bot', enabled: true, capabilities: ['apiKey'], tokens: [{ id: 'ci', issuedAt: '1780000000' }] }] };
    default:
      return undefined;
  }
}

function answer(path: string, init: RequestInit): Response {
  const url = new URL(path, location.origin);
  const method = init.method ?? 'GET';
  const body = typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {};
  if (url.pathname === '/api/v1/ext/stream') return stream(init.signal);
  if (method === 'POST' && url.pathname === '/api/v1/session') {
    if (body['password'] === 'wrong') return problem(401, 'KIL-401', 'Wrong user or password.', '', 'try again');
    sessionStorage.removeItem('recorded-out');
    return json({ token: 'recorded' });
  }
  const ours = /^\/api\/v1\/(?:ext\/)?applications\/([^/]+)(?:\/([^/]+))?(?:\/(.+))?$/.exec(url.pathname);
  if (ours !== null) {
    const row = rows.find((one) => one.name === decodeURIComponent(ours[1] ?? ''));
    if (row === undefined) return problem(404, 'KIL-404', `There is no application "${decodeURIComponent(ours[1] ?? '')}" that you may see.`, 'It does not exist, or no rule lets you see it.', 'kilter app list');
    if (ours[2] === 'logs') return logs(row, url, init.signal);
    const known = ofApplication[`${method} ${ours[2] ?? ''}`];
    if (known !== undefined) return json(known(row, url, body, (ours[3] ?? '').split('/')));
  }
  const found = general(method, url, body);
  return found === undefined ? problem(404, 'KIL-404', `Recorded data has no answer to ${method} ${url.pathname}.`, '', 'run against a server: npm run dev with KILTER_SERVER') : json(found);
}

/** Answers every call from recorded data; the screens do not see the difference. */
export function replay(): void {
  const rate = Number(new URLSearchParams(location.search).get('events') ?? '0');
  if (rate > 0) {
    const chance = seeded(3);
    setInterval(() => {
      for (let at = 0; at < rate / 20; at++) {
        const row = rows[Math.floor(chance() * rows.length)];
        if (row !== undefined) tell('fleet', { upsert: [tuple({ ...row, lastAt: ago(0) })], remove: [] });
      }
    }, 50);
  }
  answerWith({ fetch: (path, init) => Promise.resolve(answer(path, init)) });
}
