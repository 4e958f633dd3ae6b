import { change, get, query } from './transport';
import type {
  Application, Explanation, FleetAnswer, HistoryEntry, IgnoreRule, JournalEntry, KubernetesEvent, ManagedResource, ObjectRef, Permission, Question,
  RevisionMetadata, Settings, Tree, UserInfo,
} from './types';

/** Which application is meant. */
export interface AppId {
  namespace: string;
  name: string;
}

function app(id: AppId, tail = '', parameters: Record<string, string | number | boolean | undefined> = {}): string {
  return `/api/v1/applications/${encodeURIComponent(id.name)}${tail}${query({ appNamespace: id.namespace, ...parameters })}`;
}

function ours(id: AppId, tail: string): string {
  return `/api/v1/ext/applications/${encodeURIComponent(id.name)}/${tail}${query({ appNamespace: id.namespace })}`;
}

export const session = {
  signIn: (username: string, password: string) => change<{ token: string }>('POST', '/api/v1/session', { username, password }),
  signOut: () => change('DELETE', '/api/v1/session'),
  user: (signal?: AbortSignal) => get<UserInfo>('/api/v1/session/userinfo', signal),
  version: (signal?: AbortSignal) => get<{ Version: string }>('/api/version', signal),
  settings: (signal?: AbortSignal) => get<Settings>('/api/v1/settings', signal),
};

export const fleet = (signal?: AbortSignal) => get<FleetAnswer>('/api/v1/ext/fleet', signal);

export interface SyncRequest {
  revision?: string;
  prune?: boolean;
  dryRun?: boolean;
  resources?: { group?: string; kind: string; namespace?: string; name: string }[];
  kilter?: { confirm: string };
}

export interface RollbackRequest {
  id: number;
  prune?: boolean;
  dryRun?: boolean;
  kilter?: { hold: boolean; reason?: string; until?: string };
}

export const applications = {
  get: (id: AppId, signal?: AbortSignal) => get<Application>(app(id), signal),
  refresh: (id: AppId, kind: 'normal' | 'hard') => get<Application>(app(id, '', { refresh: kind })),
  tree: (id: AppId, signal?: AbortSignal) => get<Tree>(app(id, '/resource-tree'), signal),
  managed: async (id: AppId, signal?: AbortSignal) => (await get<{ items: ManagedResource[] | null }>(app(id, '/managed-resources'), signal)).items ?? [],
  events: async (id: AppId, of?: { uid?: string; namespace?: string; name?: string }, signal?: AbortSignal) =>
    (await get<{ items: KubernetesEvent[] | null }>(
      app(id, '/events', { resourceUID: of?.uid, resourceNamespace: of?.namespace, resourceName: of?.name }),
      signal,
    )).items ?? [],
  manifest: async (id: AppId, object: ObjectRef, signal?: AbortSignal) => (await get<{ manifest: string }>(app(id, '/resource', reference(object)), signal)).manifest,
  delete: (id: AppId, object: ObjectRef, orphan: boolean) => change('DELETE', app(id, '/resource', { ...reference(object), orphan })),
  revision: (id: AppId, revision: string, signal?: AbortSignal) => get<RevisionMetadata>(app(id, `/revisions/${encodeURIComponent(revision)}/metadata`), signal),
  manifestsAt: async (id: AppId, revision: string, signal?: AbortSignal) => (await get<{ manifests: string[] | null }>(app(id, '/manifests', { revision }), signal)).manifests ?? [],
  explain: (id: AppId, signal?: AbortSignal) => get<Explanation>(ours(id, 'explain'), signal),
  journal: async (id: AppId, signal?: AbortSignal) => (await get<{ entries: JournalEntry[] | null }>(ours(id, 'journal'), signal)).entries ?? [],
  sync: (id: AppId, request: SyncRequest) => change<Application>('POST', app(id, '/sync'), request),
  terminate: (id: AppId) => change('DELETE', app(id, '/operation')),
  rollback: (id: AppId, request: RollbackRequest) => change<Application>('POST', app(id, '/rollback'), request),
  resume: (id: AppId) => change<Application>('POST', ours(id, 'resume'), {}),
  ignore: (id: AppId, rules: IgnoreRule[]) =>
    change<Application>('PATCH', app(id), { name: id.name, patchType: 'merge', patch: JSON.stringify({ spec: { ignoreDifferences: rules } }) }),
  create: (application: unknown) => change<Application>('POST', '/api/v1/applications?validate=true', application),
  logsPath: (id: AppId, parameters: Record<string, string | number | boolean | undefined>) => app(id, '/logs', parameters),
};

function reference(object: ObjectRef): Record<string, string | undefined> {
  return { namespace: object.namespace, resourceName: object.name, version: object.version, group: object.group, kind: object.kind };
}

/** The newest commit that an entry of the history deployed. */
export function revisionOf(entry: HistoryEntry): string {
  return entry.revision ?? entry.revisions?.[0] ?? '';
}

export const activity = async (before?: string, signal?: AbortSignal) =>
  (await get<{ entries: JournalEntry[] | null }>(`/api/v1/ext/activity${query({ limit: 200, before })}`, signal)).entries ?? [];

export const may = async (questions: Question[]) => (await change<{ answers: Permission[] }>('POST', '/api/v1/ext/can-i', { questions })).answers;

export interface Connection {
  status?: string;
  message?: string;
  attemptedAt?: string;
}

export interface Repository {
  repo: string;
  type?: string;
  name?: string;
  project?: string;
  connectionState?: Connection;
}

export interface Cluster {
  server: string;
  name?: string;
  serverVersion?: string;
  connectionState?: Connection;
  info?: { applicationsCount?: number; serverVersion?: string; connectionState?: Connection };
}

export interface Project {
  metadata: { name: string };
  spec?: { description?: string; sourceRepos?: string[]; destinations?: { server?: string; name?: string; namespace?: string }[]; roles?: { name: string; policies?: string[] }[] };
}

export interface Account {
  name: string;
  enabled?: boolean;
  capabilities?: string[];
  tokens?: { id: string; issuedAt?: string; expiresAt?: string }[];
}

async function items<T>(path: string, signal?: AbortSignal): Promise<T[]> {
  return (await get<{ items: T[] | null }>(path, signal)).items ?? [];
}

export const lists = {
  repositories: (signal?: AbortSignal) => items<Repository>('/api/v1/repositories', signal),
  clusters: (signal?: AbortSignal) => items<Cluster>('/api/v1/clusters', signal),
  projects: (signal?: AbortSignal) => items<Project>('/api/v1/projects', signal),
  accounts: (signal?: AbortSignal) => items<Account>('/api/v1/account', signal),
};
