import type { Application, Explanation, HistoryEntry, JournalEntry, ManagedResource, TreeNode } from '../api/types';
import { BAD, GOOD, REPO, type Row } from './fleet';
import { ago, sha } from './times';

const commits: Record<string, { author: string; message: string }> = {
  [BAD]: { author: 'Ben Okafor', message: 'bump api' },
  [GOOD]: { author: 'Ana Torres', message: 'quieter logs' },
  [sha('api-10')]: { author: 'ci-bot', message: 'api 1.9.1' },
  [sha('api-9')]: { author: 'Mira Lindqvist', message: 'api 1.9.0 again, more memory' },
  [sha('payments-4.8.0')]: { author: 'ci-bot', message: 'payments 4.8.0' },
  [sha('ledger-2.3.0')]: { author: 'Jun Sato', message: 'ledger 2.3.0: rounding as the tax office wants it' },
  [sha('ledger-2.2.9')]: { author: 'Priya Kale', message: 'ledger 2.2.9' },
};

export function commit(revision: string) {
  const known = commits[revision] ?? { author: 'ci-bot', message: 'routine update' };
  return { author: `${known.author} <${known.author.toLowerCase().replace(/\W+/g, '.')}@acme.io>`, date: ago(revision === BAD ? 7 : 120, 'min'), message: known.message, tags: [] };
}

function deployed(id: number, revision: string, deployedAt: string, username?: string): HistoryEntry {
  return { id, revision, deployedAt, deployStartedAt: deployedAt, source: { repoURL: REPO, path: 'apps/api', targetRevision: 'main' }, initiatedBy: username === undefined ? { automated: true } : { username } };
}

function historyOf(row: Row): HistoryEntry[] {
  if (row.path === 'apps/api') {
    return [
      deployed(8, sha('api-6'), ago(16, 'd'), 'Jun Sato'), deployed(9, sha('api-9'), ago(14, 'd')), deployed(10, sha('api-10'), ago(77, 'h')), deployed(11, GOOD, ago(46, 'h')), deployed(12, BAD, ago(7, 'min')),
    ];
  }
  if (row.name === 'ledger') return [deployed(30, sha('ledger-2.2.9'), ago(9, 'd')), deployed(31, sha('ledger-2.3.0'), ago(3, 'h')), deployed(32, sha('ledger-2.2.9'), ago(70, 'min'), 'Priya Kale')];
  return [deployed(3, sha(`${row.name}-3`), ago(30, 'd')), deployed(4, row.revision, row.lastAt)];
}

export function application(row: Row): Application {
  const hold = row.hold === null ? undefined : JSON.stringify({ by: row.hold.by, reason: row.hold.reason, since: row.hold.since });
  return {
    metadata: { name: row.name, namespace: row.namespace, labels: row.labels, creationTimestamp: ago(212, 'd'), annotations: hold === undefined ? {} : { 'kilter.dev/hold': hold } },
    spec: {
      project: row.project,
      source: { repoURL: row.repo, path: row.path, targetRevision: row.target },
      destination: { name: row.cluster, namespace: row.destNamespace },
      syncPolicy: row.auto ? { automated: { prune: true, selfHeal: true } } : {},
    },
    status: {
      health: { status: row.health, lastTransitionTime: row.since },
      sync: { status: row.sync, revision: row.revision },
      history: historyOf(row),
      sourceType: row.name === 'payments' || row.name === 'search' ? 'Helm' : 'Kustomize',
      reconciledAt: ago(40),
      summary: { images: [row.path === 'apps/api' ? 'registry.acme.io/shop/api:1.9.2' : `registry.acme.io/shop/${row.name}:2.14.0`] },
      conditions: row.code === 'KIL-RENDER-FAILED' ? [{ type: 'ComparisonError', message: 'values-prod.yaml:41: mapping values are not allowed here', lastTransitionTime: ago(22, 'min') }] : [],
      resources: managed(row).map((one) => ({ group: one.group ?? '', kind: one.kind, namespace: one.namespace ?? '', name: one.name, ...(one.kilter?.sync === undefined ? {} : { status: one.kilter.sync }) })),
      operationState: operation(row),
    },
  };
}

function operation(row: Row): NonNullable<NonNullable<Application['status']>['operationState']> {
  const object = (kind: string, name: string, group = '') => ({ group, version: 'v1', kind, namespace: 'shop', name });
  if (row.name === 'payments') {
    return {
      phase: 'Running', startedAt: ago(64), message: 'waiting for healthy state of apps/Deployment/payments',
      operation: { sync: { revision: row.revision }, initiatedBy: { automated: true } },
      syncResult: {
        revision: row.revision,
        resources: [
          { ...object('Job', 'migrate', 'batch'), hookType: 'PreSync', hookPhase: 'Succeeded', syncPhase: 'PreSync', message: '3 migrations ran' },
          { ...object('ConfigMap', 'payments'), status: 'Synced', syncPhase: 'Sync', syncWave: 0, message: 'configmap/payments serverside-applied' },
          { ...object('Secret', 'payments-keys'), status: 'Synced', syncPhase: 'Sync', syncWave: 0, message: 'unchanged' },
          { ...object('Deployment', 'payments', 'apps'), status: 'Synced', hookPhase: 'Running', syncPhase: 'Sync', syncWave: 0, message: 'deployment.apps/payments serverside-applied', images: ['registry.acme.io/shop/payments:4.8.0'] },
        ],
      },
    };
  }
  const changed = row.path === 'apps/api' ? object('Deployment', row.name, 'apps') : object('Deployment', row.name, 'apps');
  return {
    phase: 'Succeeded', startedAt: row.lastAt, finishedAt: row.lastAt, message: 'successfully synced (all tasks run)',
    operation: { sync: { revision: row.revision }, initiatedBy: row.lastBy === 'ci-bot' || row.path === 'apps/api' ? { automated: true } : { username: row.lastBy } },
    syncResult: { revision: row.revision, resources: [{ ...changed, status: 'Synced', syncPhase: 'Sync', hookPhase: 'Running', message: 'deployment.apps serverside-applied' }] },
  };
}

export function explanation(row: Row): Explanation {
  const base = { verdict: row.verdict === '' ? 'Healthy' : row.verdict, headline: row.headline, code: row.code, object: row.object, since: row.since, sync: row.sync, health: row.health };
  const command = (verb: string, ...more: string[]) => ['kilter', 'app', verb, row.name, ...more].join(' ');
  switch (row.code) {
    case 'KIL-IMAGE-PULL':
      return {
        ...base,
        evidence: [
          'Image registry.acme.io/shop/api:1.9.2, container api: ErrImagePull – manifest unknown: manifest for registry.acme.io/shop/api:1.9.2 not found.',
          'It came with 9f31c2a "bump api" by Ben Okafor, 7 min ago.',
          '1.9.1 still serves: 3 of 3 pods are ready.',
        ],
        fixes: [
          { label: 'Go back to #11 (4d0e7b1 "quieter logs" by Ana Torres) and hold there', command: command('rollback', '11', '--hold') },
          { label: 'Or correct the image in Git and push', command: '' },
        ],
      };
    case 'KIL-RENDER-FAILED':
      return {
        ...base,
        evidence: ['values-prod.yaml:41: mapping values are not allowed here.', 'The cluster still runs 71ad0c4 "search 8.0.2" by Mira Lindqvist; nothing was deleted.', 'Tried 6 times, last 12 s ago.'],
        fixes: [{ label: 'Correct values-prod.yaml:41 and push; Kilter takes the next commit by itself', command: '' }, { label: 'Ask again at once', command: command('refresh') }],
      };
    case 'KIL-DRIFT-BY-HAND':
      return {
        ...base,
        evidence: ['Deployment web: spec.replicas is 6, Git says 4.', 'Git also moved: 3 objects differ by commits of Jun Sato and Ana Torres.'],
        fixes: [{ label: 'See every difference', command: command('diff') }, { label: 'Make the cluster as Git says', command: command('sync') }],
      };
    case 'KIL-HELD':
      return {
        ...base,
        evidence: ['It runs 2.2.9 "ledger 2.2.9" by Priya Kale.', 'Reason: 2.3.0 rounds tax down.', 'It ends when Git asks for something else than what was rolled back.'],
        fixes: [{ label: 'Follow Git again', command: command('resume') }, { label: 'See what that would change', command: command('diff') }],
      };
    case 'KIL-SYNCING':
      return {
        ...base,
        evidence: ['Pod payments-6f7d-hx2mv is not ready: Readiness probe failed: HTTP probe failed with statuscode: 503.', 'This step usually takes 55 s; it has taken 52 s.'],
        fixes: [{ label: 'Stop this sync', command: command('terminate-op') }],
      };
    case 'KIL-OK':
      return { ...base, headline: `All is well: "${row.name}" is as Git says and healthy.`, evidence: [], fixes: [] };
    default:
      return { ...base, headline: row.headline === '' ? `"${row.name}" is ${row.health}.` : row.headline, evidence: [], fixes: [] };
  }
}

export function tree(row: Row): TreeNode[] {
  const nodes: TreeNode[] = [];
  const add = (kind: string, name: string, more: Partial<TreeNode> & { parent?: TreeNode; group?: string } = {}): TreeNode => {
    const { parent, ...rest } = more;
    const node: TreeNode = {
      group: '', version: 'v1', kind, namespace: row.destNamespace, name, uid: sha(kind + name).slice(0, 12), createdAt: ago(41, 'd'), health: { status: 'Healthy' },
      ...(parent === undefined ? {} : { parentRefs: [{ group: parent.group ?? '', kind: parent.kind, namespace: parent.namespace ?? '', name: parent.name, uid: parent.uid }] }),
      ...rest,
    };
    nodes.push(node);
    return node;
  };
  const info = (...pairs: [string, string][]) => pairs.map(([name, value]) => ({ name, value }));
  const app = row.name;
  if (row.path === 'apps/api') {
    const deployment = add('Deployment', app, { group: 'apps', health: { status: 'Degraded', message: '1 new pod cannot start; 3 old pods serve' }, info: info(['Revision', 'Rev:12']) });
    const fresh = add('ReplicaSet', `${app}-7c9d4f8b6`, { group: 'apps', parent: deployment, createdAt: ago(7, 'min'), health: { status: 'Degraded', message: '0 of 1 ready' }, info: info(['Revision', 'Rev:12']), images: ['registry.acme.io/shop/api:1.9.2'] });
    add('Pod', `${app}-7c9d4f8b6-x2kqp`, { parent: fresh, createdAt: ago(7, 'min'), health: { status: 'Degraded', message: 'Back-off pulling image "registry.acme.io/shop/api:1.9.2": manifest unknown' }, info: info(['Status Reason', 'ImagePullBackOff'], ['Containers', '0/1'], ['Node', 'eu-node-4']) });
    const old = add('ReplicaSet', `${app}-5d8f6c7b9`, { group: 'apps', parent: deployment, createdAt: ago(2, 'd'), info: info(['Revision', 'Rev:11']), images: ['registry.acme.io/shop/api:1.9.1'] });
    for (const [suffix, node] of [['4hzvn', 'eu-node-3'], ['m9wtd', 'eu-node-1'], ['qq7rc', 'eu-node-4']] as const) {
      add('Pod', `${app}-5d8f6c7b9-${suffix}`, { parent: old, createdAt: ago(2, 'd'), info: info(['Status Reason', 'Running'], ['Containers', '1/1'], ['Node', node], ...(suffix === 'qq7rc' ? [['Restart Count', '1'] as [string, string]] : [])) });
    }
    add('Ingress', app, { group: 'networking.k8s.io', createdAt: ago(212, 'd') });
    add('Service', app, { createdAt: ago(212, 'd') });
    add('ConfigMap', `${app}-config`, { health: {} });
    add('ServiceAccount', app, { health: {} });
    add('ExternalSecret', `${app}-db`, { group: 'external-secrets.io' });
    add('PodDisruptionBudget', app, { group: 'policy' });
    add('NetworkPolicy', app, { group: 'networking.k8s.io', health: {} });
    add('ServiceMonitor', app, { group: 'monitoring.coreos.com', health: {} });
    return nodes;
  }
  const rolling = row.name === 'payments';
  const deployment = add('Deployment', app, { group: 'apps', health: rolling ? { status: 'Progressing', message: 'Waiting for rollout to finish: 1 of 3 updated replicas are available' } : { status: 'Healthy' } });
  const set = add('ReplicaSet', `${app}-6f7d9`, { group: 'apps', parent: deployment, createdAt: rolling ? ago(52) : ago(2, 'd'), health: { status: rolling ? 'Progressing' : 'Healthy' } });
  ['9kzlp', 'hx2mv', 'w7rtd'].forEach((suffix, at) => {
    const ready = !rolling || at === 0;
    add('Pod', `${app}-6f7d9-${suffix}`, { parent: set, createdAt: rolling ? ago(50) : ago(2, 'd'), health: ready ? { status: 'Healthy' } : { status: 'Progressing', message: 'Readiness probe failed: HTTP probe failed with statuscode: 503' }, info: info(['Status Reason', 'Running'], ['Containers', ready ? '1/1' : '0/1'], ['Node', `eu-node-${at + 1}`]) });
  });
  if (row.name === 'web') {
    for (const kind of ['web-canary', 'web-preview']) add('Deployment', kind, { group: 'apps' });
    add('HorizontalPodAutoscaler', 'web-canary', { group: 'autoscaling' });
  }
  if (rolling) add('Job', 'migrate', { group: 'batch', createdAt: ago(64) });
  add('Service', app);
  add('ConfigMap', `${app}-config`, { health: {} });
  add('Secret', `${app}-session`, { health: {} });
  return nodes;
}

const text = (manifest: unknown) => JSON.stringify(manifest);

export function managed(row: Row): ManagedResource[] {
  const found: ManagedResource[] = [];
  const add = (group: string, version: string, kind: string, name: string, live: Record<string, unknown> | null, wanted: Record<string, unknown> | null, drift = '', differences: string[] = []) => {
    const whole = (body: Record<string, unknown> | null) => (body === null ? 'null' : text({ apiVersion: group === '' ? version : `${group}/${version}`, kind, metadata: { name, namespace: row.destNamespace }, ...body }));
    found.push({
      group, kind, namespace: row.destNamespace, name, targetState: whole(wanted), liveState: whole(live), normalizedLiveState: whole(live), predictedLiveState: whole(wanted),
      kilter: { version, sync: drift === '' ? 'Synced' : 'OutOfSync', drift, differences },
    });
  };
  const deployment = (replicas: number, image: string) => ({
    spec: { replicas, selector: { matchLabels: { app: row.name } }, template: { metadata: { labels: { app: row.name } }, spec: { containers: [{ name: 'web', image, ports: [{ containerPort: 8080 }], env: [{ name: 'LOG_LEVEL', value: 'info' }] }] } } },
  });
  const image = (tag: string) => `registry.acme.io/shop/web:${tag}`;
  if (row.name === 'web') {
    add('apps', 'v1', 'Deployment', 'web', deployment(6, image('2.14.0')), deployment(4, image('2.15.0')), 'changed by hand (kubectl-edit)', ['spec.replicas: 6 → 4  (live value by kubectl-edit)', `spec.template.spec.containers[name=web].image: ${image('2.14.0')} → ${image('2.15.0')}  (live value by argocd-controller)`]);
    add('apps', 'v1', 'Deployment', 'web-canary', deployment(1, image('2.14.0')), deployment(1, image('2.15.0')), 'Git moved');
    add('apps', 'v1', 'Deployment', 'web-preview', deployment(1, image('2.14.0')), deployment(1, image('2.15.0')), 'Git moved');
    add('', 'v1', 'ConfigMap', 'web-config', { data: { CHECKOUT_V2: 'off', BANNER: 'autumn', CDN: 'on' } }, { data: { CHECKOUT_V2: '10%', CHECKOUT_V2_SEED: '2026-11', BANNER: 'autumn', CDN: 'on' } }, 'Git moved');
    add('', 'v1', 'Secret', 'web-session', { data: { SESSION_KEY: '++++++++', OLD_KEY: '++++++++' } }, { data: { SESSION_KEY: '+++++++++', OLD_KEY: '++++++++' } }, 'Git moved');
    add('monitoring.coreos.com', 'v1', 'ServiceMonitor', 'web', null, { spec: { endpoints: [{ port: 'metrics', interval: '30s' }], selector: { matchLabels: { app: 'web' } } } }, 'never applied');
    add('autoscaling', 'v2', 'HorizontalPodAutoscaler', 'web-canary', { spec: { minReplicas: 2, maxReplicas: 6 } }, { spec: { minReplicas: 1, maxReplicas: 6 } }, 'changed by a controller (keda-operator)', ['spec.minReplicas: 2 → 1  (live value by keda-operator)']);
    add('', 'v1', 'Service', 'web', { metadata: { name: 'web', labels: { 'helm.sh/chart': 'web-2.14.0' } }, spec: { ports: [{ port: 80 }] } }, { metadata: { name: 'web', labels: { 'helm.sh/chart': 'web-2.15.0' } }, spec: { ports: [{ port: 80 }] } }, 'Git moved');
    return found;
  }
  const same = deployment(3, `registry.acme.io/shop/${row.name}:2.14.0`);
  if (row.name === 'ledger') add('apps', 'v1', 'Deployment', 'ledger', deployment(3, 'registry.acme.io/shop/ledger:2.2.9'), deployment(3, 'registry.acme.io/shop/ledger:2.3.0'), 'Git moved');
  else if (row.name === 'cart-ap') add('apps', 'v1', 'Deployment', 'cart', deployment(3, 'registry.acme.io/shop/cart:2.3.0'), deployment(2, 'registry.acme.io/shop/cart:2.3.0'), 'changed by hand (kubectl-patch)');
  else add('apps', 'v1', 'Deployment', row.name, same, same);
  for (const node of tree(row)) {
    if (node.parentRefs === undefined && node.kind !== 'Deployment') add(node.group ?? '', 'v1', node.kind, node.name, { spec: { of: row.name } }, { spec: { of: row.name } });
  }
  return found;
}

/** What a revision of `web` or another application deploys, for the comparison of two. */
export function manifestsAt(row: Row, revision: string): string[] {
  const tag = revision === BAD ? '1.9.2' : revision === GOOD || revision === sha('api-10') ? '1.9.1' : revision === sha('ledger-2.3.0') ? '2.3.0' : '1.9.0';
  const level = revision === BAD || revision === GOOD ? 'info' : 'debug';
  const name = row.path === 'apps/api' ? 'api' : row.name;
  return [
    text({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'shop' }, spec: { replicas: 3, template: { spec: { containers: [{ name, image: `registry.acme.io/shop/${name}:${tag}`, env: [{ name: 'LOG_LEVEL', value: level }] }] } } } }),
    text({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'shop' }, spec: { ports: [{ port: 8080 }] } }),
    text({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${name}-config`, namespace: 'shop' }, data: { REGION: 'eu' } }),
  ];
}

export function journal(row: Row): JournalEntry[] {
  if (row.path !== 'apps/api') return [{ at: row.lastAt, kind: 'sync', actor: row.lastBy, revision: row.revision, commit: 'routine update', images: [], outcome: 'Succeeded', steps: [] }];
  return [
    { at: ago(7, 'min'), kind: 'sync', actor: 'automation', revision: BAD, commit: 'Ben Okafor: bump api', images: ['api 1.9.1 → 1.9.2'], outcome: 'Succeeded', steps: [{ name: 'Deployment api', millis: 900 }] },
    { at: ago(28, 'min'), kind: 'drift', actor: 'kubectl-scale', revision: GOOD, commit: 'replicas 3 → 5, put back after 9 s', images: [], outcome: 'PutBack', steps: [] },
    { at: ago(46, 'h'), kind: 'sync', actor: 'automation', revision: GOOD, commit: 'Ana Torres: quieter logs', images: [], outcome: 'Succeeded', steps: [{ name: 'Deployment api', millis: 24_000 }] },
    { at: ago(77, 'h'), kind: 'sync', actor: 'ci-bot', revision: sha('api-10'), commit: 'ci-bot: api 1.9.1', images: ['api 1.9.0 → 1.9.1'], outcome: 'Succeeded', steps: [{ name: 'Deployment api', millis: 26_000 }] },
    { at: ago(14, 'd'), kind: 'sync', actor: 'automation', revision: sha('api-9'), commit: 'Mira Lindqvist: api 1.9.0 again, more memory', images: ['api 1.8.4 → 1.9.0'], outcome: 'Succeeded', steps: [] },
    { at: ago(16, 'd'), kind: 'Rollback', actor: 'Jun Sato', revision: sha('api-6'), commit: 'api 1.8.4', images: ['api 1.9.0 → 1.8.4'], outcome: 'Succeeded', steps: [] },
  ];
}
