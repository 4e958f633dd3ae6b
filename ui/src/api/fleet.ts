import type { FleetAnswer, FleetRow } from './types';

/** All applications that one may see, by id, with the columns in which changes arrive. */
export interface Fleet {
  cursor: string;
  columns: string[];
  rows: FleetRow[];
}

export function fleetOf(answer: FleetAnswer): Fleet {
  return { cursor: answer.cursor, columns: answer.columns, rows: answer.rows.map((row) => rowOf(answer.columns, row)) };
}

const EMPTY: FleetRow = {
  id: '', namespace: '', name: '', project: '', cluster: '', destNamespace: '', health: '', sync: '', phase: '', verdict: '', headline: '', code: '', object: '',
  since: '', revision: '', target: '', repo: '', path: '', auto: false, hold: null, labels: {}, lastAt: '', lastBy: '',
};

export function rowOf(columns: string[], values: unknown[]): FleetRow {
  const row: Record<string, unknown> = { ...EMPTY };
  columns.forEach((column, at) => {
    const value = values[at];
    if (value !== null && value !== undefined) row[column] = value;
  });
  row['id'] = `${String(row['namespace'])}/${String(row['name'])}`;
  return row as unknown as FleetRow;
}

export interface FleetChange {
  upsert?: unknown[][];
  remove?: string[];
}

/** The fleet after some changes, in their order; rows that did not change stay the same objects. */
export function changed(fleet: Fleet, changes: FleetChange[]): Fleet {
  const fresh = new Map<string, FleetRow | null>();
  for (const change of changes) {
    for (const id of change.remove ?? []) fresh.set(id, null);
    for (const values of change.upsert ?? []) {
      const row = rowOf(fleet.columns, values);
      fresh.set(row.id, row);
    }
  }
  const rows: FleetRow[] = [];
  for (const row of fleet.rows) {
    const now = fresh.get(row.id);
    if (now === null) continue;
    rows.push(now ?? row);
    fresh.delete(row.id);
  }
  for (const row of fresh.values()) if (row !== null) rows.push(row);
  return { ...fleet, rows };
}
