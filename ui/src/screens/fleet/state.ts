import { order } from '../../parts/order';
import type { FleetRow } from '../../api/types';

/** How an application stands, in the order in which it wants attention. */
export type Standing = 'degraded' | 'outofsync' | 'missing' | 'unknown' | 'progressing' | 'held' | 'suspended' | 'healthy';

export const standings: Standing[] = ['degraded', 'outofsync', 'missing', 'unknown', 'progressing', 'held', 'suspended', 'healthy'];

const rank = new Map(standings.map((standing, at) => [standing, at]));

const UNDER_WAY = new Set(['KIL-SYNCING', 'KIL-PROGRESSING']);
const NOT_TROUBLE = new Set(['', 'KIL-OK', 'KIL-UNKNOWN', 'KIL-WARNED', 'KIL-OBSERVING', 'KIL-HELD', ...UNDER_WAY]);

const known = new WeakMap<FleetRow, Standing>();

/** Worked out once a row, since rows are never changed in place. */
export function standing(row: FleetRow): Standing {
  let state = known.get(row);
  if (state === undefined) known.set(row, (state = standingOf(row)));
  return state;
}

function standingOf(row: FleetRow): Standing {
  const drift = row.code.startsWith('KIL-DRIFT-');
  if (row.health === 'Degraded' || (!NOT_TROUBLE.has(row.code) && !drift)) return 'degraded';
  if (row.hold !== null || row.code === 'KIL-HELD') return 'held';
  if (UNDER_WAY.has(row.code) || row.phase === 'Running' || row.phase === 'Terminating') return 'progressing';
  if (drift || row.sync === 'OutOfSync') return 'outofsync';
  if (row.health === 'Missing') return 'missing';
  if (row.health === 'Progressing') return 'progressing';
  if (row.health === 'Suspended') return 'suspended';
  if (row.health === 'Unknown' || row.health === '' || row.sync === 'Unknown' || row.sync === '') return 'unknown';
  return 'healthy';
}

export function needsAttention(state: Standing): boolean {
  return state === 'degraded' || state === 'outofsync' || state === 'missing';
}

export function byAttention(one: FleetRow, other: FleetRow): number {
  const difference = (rank.get(standing(one)) ?? 9) - (rank.get(standing(other)) ?? 9);
  return difference !== 0 ? difference : order(other.since, one.since) || order(one.id, other.id);
}

export interface Words {
  word: string;
  icon: 'degraded' | 'outofsync' | 'missing' | 'unknown' | 'progressing' | 'suspended' | 'healthy';
  colour: string;
}

const words: Record<Standing, Words> = {
  degraded: { word: 'Degraded', icon: 'degraded', colour: 'c-degraded' },
  outofsync: { word: 'Out of sync', icon: 'outofsync', colour: 'c-outofsync' },
  missing: { word: 'Missing', icon: 'missing', colour: 'c-missing' },
  unknown: { word: 'Not known', icon: 'unknown', colour: 'c-unknown' },
  progressing: { word: 'Rolling out', icon: 'progressing', colour: 'c-progressing' },
  held: { word: 'Held', icon: 'suspended', colour: 'c-suspended' },
  suspended: { word: 'Suspended', icon: 'suspended', colour: 'c-suspended' },
  healthy: { word: 'Healthy', icon: 'healthy', colour: 'c-healthy' },
};

export function wordsOf(state: Standing): Words {
  return words[state];
}
