import { order as inOrder } from '../../parts/order';
import type { Health, ManagedStatus, Sync, TreeNode } from '../../api/types';
import { short } from '../../parts/words';

/** An object with what it owns. */
export interface Branch {
  id: string;
  node: TreeNode;
  sync: Sync;
  children: Branch[];
  /** Whether something in it, or it itself, is not well or not as Git says. */
  trouble: boolean;
}

/** One line of the outline as it is shown: an object, or several that were folded into one. */
export interface Line {
  id: string;
  branch: Branch | undefined;
  folded: Branch[];
  level: number;
  /** For each level above: does a line of it go on below? */
  guides: boolean[];
  last: boolean;
  open: boolean | undefined;
}

const RANK: Record<string, number> = { Degraded: 0, Missing: 1, Progressing: 2, Suspended: 3, Unknown: 4 };
const FIRST = ['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout', 'Job', 'CronJob', 'ReplicaSet', 'Pod', 'Ingress', 'Gateway', 'HTTPRoute', 'Service'];

export const idOf = (node: { group?: string | undefined; kind: string; namespace?: string | undefined; name: string }) => `${node.group ?? ''}/${node.kind}/${node.namespace ?? ''}/${node.name}`;

function unwell(health: Health | undefined): boolean {
  return health === 'Degraded' || health === 'Missing' || health === 'Progressing';
}

/** The objects as trees by ownership, worst first. What is in Git but not there is a branch too. */
export function outline(nodes: TreeNode[], managed: ManagedStatus[]): Branch[] {
  const syncs = new Map(managed.map((one) => [idOf(one), one]));
  const branches = new Map<string, Branch>();
  for (const node of nodes) {
    const id = idOf(node);
    branches.set(node.uid === '' ? id : node.uid, { id, node, sync: syncs.get(id)?.status ?? '', children: [], trouble: false });
  }
  const seen = new Set([...branches.values()].map((branch) => branch.id));
  for (const one of managed) {
    if (seen.has(idOf(one)) || one.hook === true) continue;
    const node: TreeNode = { ...one, uid: '', health: { status: 'Missing', ...one.health } };
    branches.set(idOf(one), { id: idOf(one), node, sync: one.status ?? '', children: [], trouble: true });
  }
  const roots: Branch[] = [];
  for (const branch of branches.values()) {
    const parent = branch.node.parentRefs?.map((ref) => branches.get(ref.uid)).find((one) => one !== undefined && one !== branch);
    if (parent === undefined) roots.push(branch);
    else parent.children.push(branch);
  }
  // Owners that own each other in a circle would be lost; each such object becomes a root.
  const reached = new Set<Branch>();
  const walk = (branch: Branch): boolean => {
    reached.add(branch);
    branch.children = branch.children.filter((child) => !reached.has(child));
    let trouble = unwell(branch.node.health?.status) || branch.sync === 'OutOfSync';
    for (const child of branch.children) trouble = walk(child) || trouble;
    branch.trouble = trouble;
    branch.children.sort(order);
    return trouble;
  };
  roots.forEach(walk);
  for (const branch of branches.values()) {
    if (!reached.has(branch)) {
      roots.push(branch);
      walk(branch);
    }
  }
  return roots.sort(order);
}

function order(one: Branch, other: Branch): number {
  return (
    Number(other.trouble) - Number(one.trouble) ||
    (RANK[one.node.health?.status ?? ''] ?? 5) - (RANK[other.node.health?.status ?? ''] ?? 5) ||
    rankOf(one.node.kind) - rankOf(other.node.kind) ||
    inOrder(other.node.createdAt ?? '', one.node.createdAt ?? '') ||
    inOrder(one.node.name, other.node.name)
  );
}

function rankOf(kind: string): number {
  const at = FIRST.indexOf(kind);
  return at < 0 ? FIRST.length : at;
}

const ENOUGH = 4;

/**
 * The lines in view. A branch is open where it holds trouble, unless someone said otherwise; roots that are well are folded
 * into one line when they are many.
 */
export function lines(roots: Branch[], said: ReadonlyMap<string, boolean>, onlyProblems: boolean): Line[] {
  const shown: Line[] = [];
  const add = (branch: Branch, level: number, guides: boolean[], last: boolean) => {
    const children = onlyProblems ? branch.children.filter((child) => child.trouble) : branch.children;
    const open = children.length === 0 ? undefined : (said.get(branch.id) ?? branch.trouble);
    shown.push({ id: branch.id, branch, folded: [], level, guides, last, open });
    if (open === true) children.forEach((child, at) => add(child, level + 1, [...guides, !last], at === children.length - 1));
  };
  const troubled = roots.filter((root) => root.trouble);
  const rest = onlyProblems ? [] : roots.filter((root) => !root.trouble);
  const unfolded = said.get(REST) ?? (rest.length <= ENOUGH || troubled.length === 0);
  for (const root of troubled) add(root, 1, [], true);
  const open = unfolded ? rest : rest.slice(0, 2);
  for (const root of open) add(root, 1, [], true);
  if (!unfolded && rest.length > open.length) shown.push({ id: REST, branch: undefined, folded: rest.slice(open.length), level: 1, guides: [], last: true, open: false });
  return shown;
}

export const REST = '…';

/** What an object does, in a few words; its own message where it has one. */
export function saying(branch: Branch): string {
  const { node } = branch;
  const info = new Map((node.info ?? []).map((one) => [one.name, one.value]));
  const said: string[] = [];
  const message = (node.health?.message ?? '').replace(`${node.kind} "${node.name}" `, '');
  const waits = info.get('Status Reason') ?? '';
  // The reason of a pod says in a word what its message says in three lines.
  if (node.kind === 'Pod' && message !== '' && /^[A-Z]\w*(BackOff|Pull|Error|Failed|Killed|InvalidImageName)$/.test(waits)) said.push(waits);
  else if (message !== '') said.push(message);
  else if (node.kind === 'Pod') said.push(pod(info));
  else if (node.health?.status === 'Missing') said.push('not in the cluster');
  else {
    const revision = info.get('Revision')?.replace(/^Rev:/, '#');
    if (revision !== undefined) said.push(revision);
    if (node.images !== undefined && node.images.length > 0) said.push(node.images.map((image) => image.replace(/^.*\//, '')).join(', '));
  }
  if (branch.sync === 'OutOfSync') said.push('not as Git says');
  return said.filter((one) => one !== '').map(short).join('; ');
}

function pod(info: Map<string, string>): string {
  const reason = info.get('Status Reason') ?? '';
  const node = info.get('Node');
  const restarts = Number(info.get('Restart Count') ?? '0');
  const ready = info.get('Containers');
  const parts = [reason === 'Running' ? (ready !== undefined && ready.split('/')[0] === ready.split('/')[1] ? 'Ready' : `Running, ${ready ?? ''} ready`) : reason, node === undefined ? '' : `on ${node}`].filter((one) => one !== '');
  return `${parts.join(' ')}${restarts > 0 ? `, ${restarts} ${restarts === 1 ? 'restart' : 'restarts'}` : ''}`;
}

/** How many objects there are, and how many of them are not well. */
export function tally(roots: Branch[]): { all: number; unwell: number } {
  let all = 0;
  let bad = 0;
  const walk = (branch: Branch) => {
    all++;
    const status = branch.node.health?.status;
    if (status === 'Degraded' || status === 'Missing' || status === 'Progressing') bad++;
    branch.children.forEach(walk);
  };
  roots.forEach(walk);
  return { all, unwell: bad };
}
