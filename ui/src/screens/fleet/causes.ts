import { order } from '../../parts/order';
import type { FleetRow } from '../../api/types';
import { list, short } from '../../parts/words';
import { needsAttention, standing, standings, type Standing } from './state';

/** Applications that are in trouble for the same reason. */
export interface Cause {
  key: string;
  code: string;
  state: Standing;
  title: string;
  /** What they have in common besides; empty where the title says all. */
  common: string;
  rows: FleetRow[];
}

/** What a code means where several applications have it, so that no single headline can speak for all. */
const TITLES: Record<string, (rows: FleetRow[]) => string> = {
  'KIL-IMAGE-PULL': () => 'An image cannot be pulled',
  'KIL-CRASH': () => 'Containers crash after they start',
  'KIL-OUT-OF-MEMORY': () => 'Containers are killed, out of memory',
  'KIL-UNSCHEDULABLE': () => 'No node takes the pods',
  'KIL-VOLUME-PENDING': () => 'Volumes are not there',
  'KIL-PROBE': () => 'Pods do not pass their probes',
  'KIL-RENDER-FAILED': () => 'Git cannot be rendered',
  'KIL-REPO-UNREACHABLE': () => 'A repository does not answer',
  'KIL-REPO-DENIED': () => 'A repository refuses the credentials',
  'KIL-CLUSTER-UNREACHABLE': (rows) => `Cluster ${list(distinct(rows, (row) => row.cluster))} cannot be reached`,
  'KIL-PATH-MISSING': () => 'A folder is not in the repository',
  'KIL-REVISION-MISSING': () => 'A branch or tag does not exist',
  'KIL-REVISION-UNTRUSTED': () => 'Commits are not signed as the project asks',
  'KIL-PROJECT-DENIED': () => 'The project does not allow what they ask for',
  'KIL-APPLY-REFUSED': () => 'The API server refuses objects',
  'KIL-DELETIONS-HELD': () => 'Deletions wait for a confirmation',
  'KIL-SYNC-FAILED': () => 'The last sync failed',
  'KIL-AUTO-SYNC-GAVE-UP': () => 'Auto-sync gave up on this commit',
  'KIL-DRIFT-BY-HAND': (rows) => `Changed by hand: live differs from Git in ${rows.length} apps`,
  'KIL-DRIFT-GIT-MOVED': (rows) => `Git moved on in ${rows.length} apps`,
  'KIL-DRIFT-NEVER-APPLIED': () => 'Objects in Git were never applied',
  'KIL-DRIFT-TO-PRUNE': () => 'Objects that left Git wait to be deleted',
  'KIL-DRIFT-BY-CONTROLLER': () => 'Controllers keep live different from Git',
  'KIL-WAVE-BLOCKED': () => 'Syncs are stuck at an object that is not well',
};

/** The headline as far as it does not speak of one application only: without its age and its own name. */
export function generic(row: FleetRow): string {
  return row.headline
    .replace(/^Not healthy for [^:]+: /, '')
    .replaceAll(`"${row.name}"`, '"…"')
    .replace(/^\d+ of \d+ pods? of \w+ \S+ /, 'pods ');
}

function keyOf(row: FleetRow): string {
  if (row.code.startsWith('KIL-DRIFT-')) return row.code;
  return `${row.code}|${generic(row)}`;
}

/** What needs someone now, worst first, grouped by cause. */
export function causes(rows: FleetRow[]): Cause[] {
  const groups = new Map<string, FleetRow[]>();
  for (const row of rows) {
    if (!needsAttention(standing(row))) continue;
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups].map(([key, members]) => cause(key, members)).sort(worstFirst);
}

function cause(key: string, rows: FleetRow[]): Cause {
  rows.sort((one, other) => order(other.since, one.since) || order(one.id, other.id));
  const first = rows[0] as FleetRow;
  const state = rows.map(standing).sort((one, other) => standings.indexOf(one) - standings.indexOf(other))[0] ?? 'degraded';
  return { key, code: first.code, state, title: title(rows, first), common: common(rows, first), rows };
}

function title(rows: FleetRow[], first: FleetRow): string {
  const own = first.headline.replace(/^Not healthy for [^:]+: /, '').replace(/\.$/, '');
  if (rows.length === 1) return own === '' ? `${first.name} is ${first.health || 'not known'}` : sentence(own);
  const named = TITLES[first.code]?.(rows);
  const tail = detail(first);
  if (named !== undefined) return tail === '' ? `${named}${first.code.startsWith('KIL-DRIFT-') ? '' : ` in ${rows.length} apps`}` : `${named}: ${tail}`;
  return sentence(generic(first).replace(/\.$/, ''));
}

/** Of "pods cannot pull api:1.9.2: registry.acme.io has no such tag." the part that says which and why. */
function detail(row: FleetRow): string {
  const pull = /cannot pull ([^:\s]+:\S+?): (.+?)\.?$/.exec(row.headline);
  return pull === null ? '' : `${pull[1] ?? ''}, ${pull[2] ?? ''}`;
}

function common(rows: FleetRow[], first: FleetRow): string {
  if (first.code.startsWith('KIL-DRIFT-')) {
    const manual = rows.filter((row) => !row.auto).length;
    if (manual === rows.length) return rows.length === 1 ? 'Auto-sync is off here, so it stays until you decide.' : 'All have auto-sync off, so it stays until you decide.';
    return '';
  }
  if (rows.length === 1) return '';
  const people = distinct(rows, (row) => row.lastBy).filter((name) => name !== '');
  const by = people.length === 1 ? `, last changed by ${people[0] ?? ''}` : '';
  const commits = distinct(rows, (row) => row.revision).length;
  if (commits > 1) return `${rows.length} apps, at ${commits} different commits.`;
  return first.revision === '' ? `${rows.length} apps.` : `${rows.length} apps got it from one commit, ${short(first.revision)}${by}.`;
}

function worstFirst(one: Cause, other: Cause): number {
  return (
    standings.indexOf(one.state) - standings.indexOf(other.state) ||
    other.rows.length - one.rows.length ||
    order(one.title, other.title)
  );
}

function distinct(rows: FleetRow[], of: (row: FleetRow) => string): string[] {
  return [...new Set(rows.map(of))];
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
