/** One step of a path: a field, or an element of a list by its key or, where it has none, by its place. */
export type Step = { field: string } | { key: string; value: string } | { at: number };

export interface FieldChange {
  path: Step[];
  /** Seen from what a sync does: adds what Git has, removes what only the cluster has. */
  kind: 'add' | 'remove' | 'change';
  live: unknown;
  wanted: unknown;
}

type Tree = Record<string, unknown>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** By which elements of Kubernetes' lists are known, most telling first; all of them must have it, each another. */
const KEYS = ['name', 'key', 'containerPort', 'port', 'mountPath', 'devicePath', 'topologyKey', 'ip', 'host', 'path', 'kind', 'type', 'uid'];

function keyOf(live: unknown[], wanted: unknown[]): string | undefined {
  const all = [live, wanted];
  if (all.every((list) => list.length === 0) || !all.flat().every(isTree)) return undefined;
  return KEYS.find((key) =>
    all.every((list) => {
      const values = list.map((item) => (item as Tree)[key]);
      return values.every((value) => typeof value === 'string' || typeof value === 'number') && new Set(values).size === values.length;
    }),
  );
}

export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((item, at) => same(item, other[at]));
  if (isTree(one) && isTree(other)) {
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => key in other && same(one[key], other[key]));
  }
  return quantity(one) !== undefined && quantity(one) === quantity(other);
}

/** What a CPU or memory amount is worth, so that 1000m is 1 and 1Gi is 1024Mi; anything else is worth nothing. */
export function quantity(value: unknown): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/.exec(typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '');
  if (match === null) return undefined;
  const unit: Record<string, number> = { m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };
  return Number(match[1]) * (match[2] === undefined ? 1 : (unit[match[2]] ?? 1));
}

/** What a sync would change, field by field. */
export function diff(live: unknown, wanted: unknown): FieldChange[] {
  const changes: FieldChange[] = [];
  compare(live, wanted, [], changes);
  return changes;
}

function compare(live: unknown, wanted: unknown, path: Step[], changes: FieldChange[]): void {
  if (same(live, wanted)) return;
  if (isTree(live) && isTree(wanted)) {
    for (const field of new Set([...Object.keys(wanted), ...Object.keys(live)])) step(live[field], wanted[field], field in live, field in wanted, [...path, { field }], changes);
  } else if (Array.isArray(live) && Array.isArray(wanted)) {
    const key = keyOf(live, wanted);
    if (key === undefined) list(live, wanted, path, changes);
    else keyed(key, live as Tree[], wanted as Tree[], path, changes);
  } else changes.push({ path, kind: 'change', live, wanted });
}

function step(live: unknown, wanted: unknown, isLive: boolean, isWanted: boolean, path: Step[], changes: FieldChange[]): void {
  if (isLive && isWanted) compare(live, wanted, path, changes);
  else if (isWanted) changes.push({ path, kind: 'add', live: undefined, wanted });
  else changes.push({ path, kind: 'remove', live, wanted: undefined });
}

function keyed(key: string, live: Tree[], wanted: Tree[], path: Step[], changes: FieldChange[]): void {
  const before = new Map(live.map((item) => [String(item[key]), item]));
  const after = new Map(wanted.map((item) => [String(item[key]), item]));
  for (const value of new Set([...after.keys(), ...before.keys()])) step(before.get(value), after.get(value), before.has(value), after.has(value), [...path, { key, value }], changes);
}

/** Lists of plain values are compared as they stand: what left and what came, where their order is the same otherwise. */
function list(live: unknown[], wanted: unknown[], path: Step[], changes: FieldChange[]): void {
  if (live.some(isTree) || wanted.some(isTree)) {
    for (let at = 0; at < Math.max(live.length, wanted.length); at++) step(live[at], wanted[at], at < live.length, at < wanted.length, [...path, { at }], changes);
    return;
  }
  changes.push({ path, kind: 'change', live, wanted });
}

export function stepText(one: Step): string {
  return 'field' in one ? one.field : 'key' in one ? `${one.key}=${one.value}` : `[${one.at}]`;
}

/** A path as the engine writes it: spec.containers[name=web].image. */
export function pathText(path: Step[]): string {
  return path.map((one) => ('field' in one ? `.${one.field}` : `[${'key' in one ? `${one.key}=${one.value}` : one.at}]`)).join('').replace(/^\./, '');
}

/** A JSON pointer where the path has only fields, else an expression of jq: what ignoreDifferences takes. */
export function ruleOf(path: Step[]): { jsonPointers: string[] } | { jqPathExpressions: string[] } {
  if (path.every((one) => 'field' in one)) return { jsonPointers: [path.map((one) => `/${stepText(one).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')] };
  const text = path
    .map((one) => ('field' in one ? (/^[A-Za-z_]\w*$/.test(one.field) ? `.${one.field}` : `.[${JSON.stringify(one.field)}]`) : 'key' in one ? `[] | select(.${one.key} == ${/^\d+$/.test(one.value) ? one.value : JSON.stringify(one.value)}) | ` : `[${one.at}]`))
    .join('')
    .replace(/ \| $/, '')
    .replaceAll('| .[', '| .[');
  return { jqPathExpressions: [text] };
}

/** Does an object have something at this path? */
export function has(tree: unknown, path: Step[]): boolean {
  let here: unknown = tree;
  for (const one of path) {
    if ('field' in one) here = isTree(here) ? here[one.field] : undefined;
    else if (!Array.isArray(here)) return false;
    else if ('key' in one) here = here.find((item) => isTree(item) && String(item[one.key]) === one.value);
    else here = here[one.at];
    if (here === undefined) return false;
  }
  return true;
}
