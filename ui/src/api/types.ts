/** The wire's shapes: Argo CD's where it has the call, ours under /api/v1/ext. */

export type Health = 'Healthy' | 'Progressing' | 'Degraded' | 'Suspended' | 'Missing' | 'Unknown' | '';
export type Sync = 'Synced' | 'OutOfSync' | 'Unknown' | '';
export type Phase = 'Running' | 'Terminating' | 'Failed' | 'Error' | 'Succeeded' | '';

export interface Hold {
  by: string;
  why?: string;
  reason?: string;
  since?: string;
  until?: string;
  revision?: string;
}

export interface FleetRow {
  id: string;
  namespace: string;
  name: string;
  project: string;
  cluster: string;
  destNamespace: string;
  health: Health;
  sync: Sync;
  phase: Phase;
  verdict: string;
  headline: string;
  code: string;
  object: string;
  since: string;
  revision: string;
  target: string;
  repo: string;
  path: string;
  auto: boolean;
  hold: Hold | null;
  labels: Record<string, string>;
  lastAt: string;
  lastBy: string;
}

export interface FleetAnswer {
  cursor: string;
  columns: string[];
  rows: unknown[][];
}

export interface ObjectRef {
  group?: string;
  version?: string;
  kind: string;
  namespace?: string;
  name: string;
}

export interface Source {
  repoURL: string;
  path?: string;
  chart?: string;
  targetRevision?: string;
  ref?: string;
}

export interface HistoryEntry {
  id: number;
  revision?: string;
  revisions?: string[];
  deployedAt: string;
  deployStartedAt?: string;
  source?: Source;
  sources?: Source[];
  initiatedBy?: { username?: string; automated?: boolean };
}

export interface SyncedObject extends ObjectRef {
  status?: string;
  message?: string;
  hookPhase?: string;
  hookType?: string;
  syncPhase?: string;
  syncWave?: number;
  images?: string[];
}

export interface OperationState {
  phase: Phase;
  message?: string;
  startedAt: string;
  finishedAt?: string;
  retryCount?: number;
  operation: {
    sync?: { revision?: string; prune?: boolean; dryRun?: boolean };
    initiatedBy?: { username?: string; automated?: boolean };
  };
  syncResult?: { revision?: string; revisions?: string[]; resources?: SyncedObject[]; source?: Source };
}

export interface IgnoreRule {
  group?: string;
  kind: string;
  name?: string;
  namespace?: string;
  jsonPointers?: string[];
  jqPathExpressions?: string[];
  managedFieldsManagers?: string[];
}

export interface ManagedStatus extends ObjectRef {
  status?: Sync;
  health?: { status?: Health; message?: string };
  hook?: boolean;
  requiresPruning?: boolean;
  syncWave?: number;
}

export interface Application {
  metadata: {
    name: string;
    namespace: string;
    annotations?: Record<string, string>;
    labels?: Record<string, string>;
    creationTimestamp?: string;
    deletionTimestamp?: string;
    resourceVersion?: string;
  };
  spec: {
    project: string;
    source?: Source;
    sources?: Source[];
    destination: { server?: string; name?: string; namespace?: string };
    syncPolicy?: {
      automated?: { prune?: boolean; selfHeal?: boolean; enabled?: boolean };
      syncOptions?: string[];
    };
    ignoreDifferences?: IgnoreRule[];
  };
  operation?: unknown;
  status?: {
    health?: { status?: Health; message?: string; lastTransitionTime?: string };
    sync?: { status?: Sync; revision?: string; revisions?: string[]; comparedTo?: unknown };
    history?: HistoryEntry[];
    operationState?: OperationState;
    conditions?: { type: string; message: string; lastTransitionTime?: string }[];
    resources?: ManagedStatus[];
    summary?: { images?: string[]; externalURLs?: string[] };
    reconciledAt?: string;
    sourceType?: string;
  };
}

export interface TreeNode extends ObjectRef {
  uid: string;
  resourceVersion?: string;
  parentRefs?: (ObjectRef & { uid: string })[];
  health?: { status?: Health; message?: string };
  info?: { name: string; value: string }[];
  images?: string[];
  createdAt?: string;
}

export interface Tree {
  nodes: TreeNode[];
  orphanedNodes?: TreeNode[];
}

export interface ManagedResource extends ObjectRef {
  hook?: boolean;
  modified?: boolean;
  targetState: string;
  liveState: string;
  normalizedLiveState: string;
  predictedLiveState: string;
  kilter?: { version?: string; sync?: Sync; drift?: string; differences?: string[] };
}

export interface Fix {
  label: string;
  command: string;
}

export interface Explanation {
  verdict: string;
  headline: string;
  code: string;
  object: string;
  evidence: string[];
  fixes: Fix[];
  since?: string;
  sync: Sync;
  health: Health;
  kilter?: { notice?: string };
}

export interface JournalEntry {
  at: string;
  kind: string;
  actor: string;
  revision?: string;
  commit?: string | { author?: string; message?: string };
  images?: (string | { old?: string; new?: string })[];
  outcome?: string;
  steps?: { name: string; millis: number }[];
  tombstones?: string[];
  application?: { namespace: string; name: string; project: string };
}

export interface KubernetesEvent {
  metadata?: { uid?: string; name?: string };
  type?: string;
  reason?: string;
  message?: string;
  count?: number;
  firstTimestamp?: string;
  lastTimestamp?: string;
  eventTime?: string;
  involvedObject?: { kind?: string; name?: string; uid?: string };
  source?: { component?: string; host?: string };
}

export interface RevisionMetadata {
  author?: string;
  date?: string;
  message?: string;
  tags?: string[];
}

export interface UserInfo {
  loggedIn: boolean;
  username?: string;
  iss?: string;
  groups?: string[];
}

export interface Settings {
  url?: string;
  appLabelKey?: string;
  userLoginsDisabled?: boolean;
  controllerNamespace?: string;
}

export interface Question {
  resource: string;
  action: string;
  object: string;
}

export interface Permission {
  allowed: boolean;
  rule: string;
  missing: string;
}

export interface LogLine {
  content: string;
  timeStampStr: string;
  podName: string;
  last?: boolean;
}
