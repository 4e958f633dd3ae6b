import type { FleetRow } from '../../api/types';
import { standing, type Standing } from './state';

/** What the address says about which applications are shown; every view of the fleet is a link. */
export interface Filter {
  text: string;
  states: Standing[];
  project: string;
  cluster: string;
}

const texts = new WeakMap<FleetRow, string>();

/** Everything of a row that one may look for; made once a row, since rows are never changed in place. */
function textOf(row: FleetRow): string {
  let text = texts.get(row);
  if (text === undefined) {
    const labels = Object.entries(row.labels).map(([key, value]) => `${key}=${value}`);
    text = [row.name, row.namespace, row.project, row.cluster, row.destNamespace, row.headline, row.revision, row.repo, row.path, row.lastBy, ...labels].join(' ').toLowerCase();
    texts.set(row, text);
  }
  return text;
}

export function filtered(rows: FleetRow[], filter: Filter): FleetRow[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const states = new Set(filter.states);
  return rows.filter(
    (row) =>
      (filter.project === '' || row.project === filter.project) &&
      (filter.cluster === '' || row.cluster === filter.cluster) &&
      (states.size === 0 || states.has(standing(row))) &&
      words.every((word) => textOf(row).includes(word)),
  );
}

export function filterOf(search: URLSearchParams): Filter {
  return {
    text: search.get('q') ?? search.get('search') ?? '',
    states: statesOf(search),
    project: search.get('project') ?? search.get('proj') ?? '',
    cluster: search.get('cluster') ?? '',
  };
}

/** Ours, or Argo CD's health and sync filters. */
function statesOf(search: URLSearchParams): Standing[] {
  const asked = (search.get('state') ?? '').split(',').filter((one) => one !== '') as Standing[];
  if (asked.length > 0) return asked;
  const argo: Record<string, Standing> = { Degraded: 'degraded', Progressing: 'progressing', Suspended: 'suspended', Missing: 'missing', Healthy: 'healthy', Unknown: 'unknown', OutOfSync: 'outofsync' };
  const named = `${search.get('health') ?? ''},${search.get('sync') ?? ''}`.split(',');
  return named.map((one) => argo[one]).filter((one) => one !== undefined);
}

export function searchOf(filter: Filter, before: URLSearchParams): URLSearchParams {
  const search = new URLSearchParams(before);
  for (const old of ['search', 'proj', 'health', 'sync']) search.delete(old);
  const set = (name: string, value: string) => (value === '' ? search.delete(name) : search.set(name, value));
  set('q', filter.text);
  set('state', filter.states.join(','));
  set('project', filter.project);
  set('cluster', filter.cluster);
  return search;
}

export function isEmpty(filter: Filter): boolean {
  return filter.text === '' && filter.states.length === 0 && filter.project === '' && filter.cluster === '';
}
