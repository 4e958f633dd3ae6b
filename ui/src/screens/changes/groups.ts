import type { ManagedResource } from '../../api/types';
import { count } from '../../parts/words';
import { idOf } from '../app/branches';
import { diff, pathText, stepText, type FieldChange, type Step } from './diff';

export type Drift = 'git' | 'hand' | 'controller' | 'new' | 'prune' | 'other';

export interface Side {
  live: Record<string, unknown> | null;
  wanted: Record<string, unknown> | null;
}

/** Equal changes of several objects, or several changes at one place of one object: read once. */
export interface Group {
  key: string;
  kind: 'fields' | 'create' | 'delete';
  title: string;
  drift: Drift;
  who: string;
  rank: number;
  secret: boolean;
  objects: ManagedResource[];
  changes: FieldChange[];
  /** The object as a sync would create it, or as it is before it is deleted. */
  whole: unknown;
}

export interface Comparison {
  groups: Group[];
  routine: number;
  changed: number;
  created: number;
  deleted: number;
}

export function sideOf(text: string | undefined): Record<string, unknown> | null {
  if (text === undefined || text === '' || text === 'null') return null;
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const ROUTINE = /^(status|metadata\.(managedFields|resourceVersion|uid|generation|creationTimestamp|selfLink|ownerReferences))\b|^metadata\.(labels\.(helm\.sh\/chart|chart|heritage)|annotations\.(argocd\.argoproj\.io\/tracking-id|kubectl\.kubernetes\.io\/last-applied-configuration|deployment\.kubernetes\.io\/revision))$|(labels|annotations)\.(checksum\/|helm\.sh\/chart)/;

export function isRoutine(path: Step[]): boolean {
  return ROUTINE.test(path.map(stepText).join('.'));
}

/** What a sync of these objects would do, equal changes once, what matters first. */
export function compare(resources: ManagedResource[]): Comparison {
  const groups: Group[] = [];
  const singles: { resource: ManagedResource; change: FieldChange }[] = [];
  const equal = new Map<string, { resource: ManagedResource; change: FieldChange }[]>();
  let routine = 0;
  const changed = new Set<string>();
  for (const resource of resources) {
    if (resource.hook === true) continue;
    const live = sideOf(resource.normalizedLiveState);
    const wanted = sideOf(resource.predictedLiveState);
    if (live === null && wanted === null) continue;
    if (live === null || wanted === null) {
      groups.push(whole(resource, live, wanted));
      continue;
    }
    for (const change of diff(live, wanted)) {
      if (isRoutine(change.path)) {
        routine++;
        continue;
      }
      changed.add(idOf(resource));
      const key = resource.kind === 'Secret' ? `${idOf(resource)} ${pathText(change.path)}` : `${change.kind} ${pathText(change.path)} ${JSON.stringify(change.live)} ${JSON.stringify(change.wanted)} ${driftOf(resource, change).drift}`;
      const one = { resource, change };
      const others = equal.get(key);
      if (others === undefined) equal.set(key, [one]);
      else others.push(one);
    }
  }
  for (const [key, found] of equal) {
    const first = found[0];
    if (found.length > 1 && first !== undefined) groups.push(fields(key, found.map((one) => one.resource), [first.change]));
    else singles.push(...found);
  }
  const places = new Map<string, typeof singles>();
  for (const one of singles) {
    const key = `${idOf(one.resource)} ${placeOf(one.change.path)} ${driftOf(one.resource, one.change).drift}`;
    places.set(key, [...(places.get(key) ?? []), one]);
  }
  for (const [key, found] of places) {
    const first = found[0];
    if (first !== undefined) groups.push(fields(key, [first.resource], found.map((one) => one.change)));
  }
  groups.sort((one, other) => one.rank - other.rank || other.objects.length - one.objects.length || one.title.localeCompare(other.title));
  return { groups, routine, changed: changed.size, created: groups.filter((group) => group.kind === 'create').length, deleted: groups.filter((group) => group.kind === 'delete').length };
}

/** Where changes of one object belong together: the settings of a ConfigMap, the variables of a container. */
function placeOf(path: Step[]): string {
  const data = path[0] !== undefined && 'field' in path[0] && /^(data|stringData|binaryData)$/.test(path[0].field);
  if (data) return 'data';
  const lastKey = path.findLastIndex((one) => !('field' in one));
  const end = lastKey === path.length - 2 && lastKey > 0 ? lastKey : path.length - 1;
  return path.length <= 2 ? pathText(path) : pathText(path.slice(0, end)) + (lastKey < 0 ? `.${stepText(path[path.length - 1] as Step)}` : '');
}

const named = (resource: ManagedResource) => `${resource.kind} ${resource.name}`;

function whole(resource: ManagedResource, live: unknown, wanted: unknown): Group {
  const create = live === null;
  return {
    key: idOf(resource), kind: create ? 'create' : 'delete', title: `${named(resource)} is ${create ? 'created' : 'deleted'}`, drift: create ? 'new' : 'prune', who: '', rank: create ? 50 : 0,
    secret: resource.kind === 'Secret', objects: [resource], changes: [], whole: create ? wanted : live,
  };
}

function fields(key: string, objects: ManagedResource[], changes: FieldChange[]): Group {
  const first = objects[0] as ManagedResource;
  const change = changes[0] as FieldChange;
  const { drift, who } = driftOf(first, change);
  return { key, kind: 'fields', title: title(objects, changes), drift, who, rank: drift === 'hand' ? 5 : Math.min(...changes.map(rankOf)), secret: first.kind === 'Secret', objects, changes, whole: undefined };
}

function rankOf(change: FieldChange): number {
  const text = pathText(change.path);
  const last = change.path.at(-1);
  if (last !== undefined && 'field' in last && last.field === 'image') return 10;
  if (/selector|[pP]ort/.test(text)) return 20;
  if (/\.env\[|^data\b|^stringData\b|\.args|\.command/.test(text)) return 30;
  if (/resources|replicas|minReplicas|maxReplicas/i.test(text)) return 40;
  if (/metadata\.(labels|annotations)/.test(text)) return 70;
  return 45;
}

function title(objects: ManagedResource[], changes: FieldChange[]): string {
  const first = objects[0] as ManagedResource;
  const change = changes[0] as FieldChange;
  const last = change.path.at(-1);
  const field = last === undefined ? 'all' : stepText(last).replace(/^(name|key)=/, '');
  const of = objects.length === 1 ? `of ${named(first)}` : `in ${objects.length} objects`;
  if (first.kind === 'Secret') return `Secret ${first.name}: ${count(changes.length, 'key')} ${changes.every((one) => one.kind === 'add') ? 'added' : changes.every((one) => one.kind === 'remove') ? 'removed' : 'changed'}`;
  if (changes.length === 1 && field === 'image' && typeof change.live === 'string' && typeof change.wanted === 'string') return `Image ${versions(change.live, change.wanted)} ${of}`;
  if (changes.length > 1) return /^data/.test(pathText(change.path)) ? `${changes.length} settings ${of}` : `${changes.length} fields ${of}`;
  return `${field.charAt(0).toUpperCase()}${field.slice(1)} ${of}`;
}

/** Only the versions where the image is the same, else both whole. */
function versions(live: string, wanted: string): string {
  const split = (image: string) => [image.replace(/[:@][^:@/]+$/, ''), /[:@]([^:@/]+)$/.exec(image)?.[1] ?? 'latest'] as const;
  const [from, to] = [split(live), split(wanted)];
  return from[0] === to[0] ? `${from[1]} → ${to[1]}` : `${live} → ${wanted}`;
}

const OURS = /^(argocd-controller|kilter|argocd)/;

/** Who made the difference: of this field where it is known, else of its object. */
export function driftOf(resource: ManagedResource, change: FieldChange): { drift: Drift; who: string } {
  const path = pathText(change.path);
  const line = (resource.kilter?.differences ?? []).find((one) => normal(one.split(': ')[0] ?? '') === normal(path));
  const owners = line === undefined ? undefined : /\(live value by ([^)]+)\)/.exec(line)?.[1];
  const said = resource.kilter?.drift ?? '';
  if (owners !== undefined) {
    if (/kubectl|edit|patch|k9s|lens|headlamp|dashboard/i.test(owners)) return { drift: 'hand', who: owners };
    return OURS.test(owners) ? { drift: 'git', who: owners } : { drift: 'controller', who: owners };
  }
  const who = /\(([^)]+)\)$/.exec(said)?.[1] ?? '';
  if (line !== undefined || /^Git moved/.test(said)) return { drift: 'git', who };
  if (/by hand/.test(said)) return (resource.kilter?.differences ?? []).length > 0 ? { drift: 'git', who: '' } : { drift: 'hand', who };
  if (/controller/.test(said)) return { drift: 'controller', who };
  if (/never applied/.test(said)) return { drift: 'new', who };
  return { drift: /prune/.test(said) ? 'prune' : 'other', who };
}

function normal(path: string): string {
  return path.replace(/\[\w+=([^\]]*)\]/g, '[$1]').replaceAll('"', '').replace(/^\./, '');
}

export function sentence(comparison: Comparison): string {
  const { changed, created, deleted } = comparison;
  const parts = [changed > 0 ? `change ${count(changed, 'object')}` : '', created > 0 ? `create ${changed > 0 ? created : count(created, 'object')}` : '', deleted > 0 ? `delete ${changed + created > 0 ? deleted : count(deleted, 'object')}` : ''].filter((one) => one !== '');
  if (parts.length === 0) return comparison.routine === 0 ? 'A sync would change nothing' : `A sync would change nothing that matters: ${count(comparison.routine, 'routine change')}`;
  const hands = comparison.groups.filter((group) => group.drift === 'hand').length;
  const last = parts.pop() ?? '';
  const what = parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
  return `A sync would ${what}${hands > 0 ? `; it undoes ${hands === 1 ? 'one manual edit' : `${hands} manual edits`}` : ''}`;
}
