/** What the form holds; it lies in the address too, so that a colleague can look at it before it is created. */
export interface Draft {
  name: string;
  project: string;
  repo: string;
  revision: string;
  path: string;
  cluster: string;
  namespace: string;
  auto: boolean;
  selfHeal: boolean;
  prune: boolean;
  createNamespace: boolean;
}

const EMPTY: Draft = { name: '', project: 'default', repo: '', revision: 'HEAD', path: '.', cluster: 'in-cluster', namespace: '', auto: true, selfHeal: true, prune: false, createNamespace: false };

export function draftOf(search: URLSearchParams): Draft {
  const draft: Record<string, string | boolean> = { ...EMPTY };
  for (const [field, otherwise] of Object.entries(EMPTY)) {
    const value = search.get(field);
    if (value !== null) draft[field] = typeof otherwise === 'boolean' ? value === 'true' : value;
  }
  return draft as unknown as Draft;
}

export function searchOf(draft: Draft): URLSearchParams {
  const search = new URLSearchParams();
  for (const [field, value] of Object.entries(draft)) if (value !== EMPTY[field as keyof Draft]) search.set(field, String(value));
  return search;
}

export function applicationOf(draft: Draft, namespace: string): Record<string, unknown> {
  const server = /^https?:\/\//.test(draft.cluster) ? { server: draft.cluster } : draft.cluster === 'in-cluster' ? { server: 'https://kubernetes.default.svc' } : { name: draft.cluster };
  const automated = { ...(draft.prune ? { prune: true } : {}), ...(draft.selfHeal ? { selfHeal: true } : {}) };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: draft.name, namespace },
    spec: {
      project: draft.project,
      source: { repoURL: draft.repo, path: draft.path, targetRevision: draft.revision },
      destination: { ...server, namespace: draft.namespace },
      ...(draft.auto || draft.createNamespace ? { syncPolicy: { ...(draft.auto ? { automated } : {}), ...(draft.createNamespace ? { syncOptions: ['CreateNamespace=true'] } : {}) } } : {}),
    },
  };
}

/** What is wrong with a field, in words; empty where nothing is. */
export function faults(draft: Draft, taken: ReadonlySet<string>): Partial<Record<keyof Draft, string>> {
  const found: Partial<Record<keyof Draft, string>> = {};
  if (draft.name !== '' && !/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(draft.name)) found.name = 'Small letters, digits and hyphens only, as Kubernetes wants names.';
  else if (draft.name.length > 253) found.name = 'At most 253 letters.';
  else if (taken.has(draft.name)) found.name = 'An app of this name is there already.';
  if (draft.repo !== '' && !/^(https?:\/\/|ssh:\/\/|git@|oci:\/\/|file:\/\/)/.test(draft.repo)) found.repo = 'It starts with https://, ssh://, git@ or oci://.';
  if (/^\/|(^|\/)\.\.(\/|$)/.test(draft.path)) found.path = 'A folder inside of the repository.';
  if (draft.namespace !== '' && !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(draft.namespace)) found.namespace = 'Small letters, digits and hyphens only.';
  return found;
}

export function complete(draft: Draft, taken: ReadonlySet<string>): boolean {
  return draft.name !== '' && draft.repo !== '' && draft.namespace !== '' && Object.keys(faults(draft, taken)).length === 0;
}

const quoted = (text: string) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

export function commandOf(draft: Draft): string {
  const destination = /^https?:\/\//.test(draft.cluster) ? ['--dest-server', draft.cluster] : draft.cluster === 'in-cluster' ? ['--dest-server', 'https://kubernetes.default.svc'] : ['--dest-name', draft.cluster];
  return [
    'kilter', 'app', 'create', draft.name === '' ? 'NAME' : draft.name, '--project', draft.project, '--repo', draft.repo === '' ? 'REPO' : draft.repo, '--revision', draft.revision, '--path', draft.path, ...destination,
    '--dest-namespace', draft.namespace === '' ? 'NAMESPACE' : draft.namespace, ...(draft.auto ? ['--sync-policy', 'automated'] : []), ...(draft.auto && draft.selfHeal ? ['--self-heal'] : []), ...(draft.auto && draft.prune ? ['--auto-prune'] : []),
    ...(draft.createNamespace ? ['--sync-option', 'CreateNamespace=true'] : []),
  ].map(quoted).join(' ');
}
