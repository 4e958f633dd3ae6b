import { expect, test } from 'vitest';
import type { Application, Explanation } from '../../api/types';
import { pipeline } from './pipeline';

const now = Date.parse('2026-11-26T14:08:00');
const app = (status: Application['status']): Application => ({
  metadata: { name: 'api', namespace: 'argocd' },
  spec: { project: 'shop', destination: {}, source: { repoURL: 'x', targetRevision: 'main' } },
  ...(status === undefined ? {} : { status }),
});
const because = (code: string): Explanation => ({ verdict: '', headline: '', code, object: '', evidence: [], fixes: [], sync: '', health: '' });
const well: Application['status'] = {
  sync: { status: 'Synced', revision: '9f31c2a07be24d1f8a7744c1d2905be6a1f0c8d3' },
  health: { status: 'Healthy' },
  sourceType: 'Kustomize',
  reconciledAt: '2026-11-26T14:01:00',
  resources: [{ kind: 'Service', name: 'api', status: 'Synced' }],
  history: [{ id: 12, deployedAt: '2026-11-26T14:02:00' }],
  operationState: { phase: 'Succeeded', startedAt: '', finishedAt: '2026-11-26T14:02:00', operation: {} },
};
const states = (status: Application['status'], code: string) => pipeline(app(status), because(code), undefined, now).map((stage) => stage.state).join(' ');

test('all is well', () => {
  expect(pipeline(app(well), because('KIL-OK'), { all: 9, unwell: 0 }, now).map((stage) => `${stage.name}: ${stage.said}`)).toEqual([
    'Git: 9f31c2a on main, read 14:01',
    'Rendered: by Kustomize',
    'Compared: 1 object, no drift',
    'Applied: #12, 14:02',
    'Healthy: all 9 objects',
  ]);
  expect(states(well, 'KIL-OK')).toBe('good good good good good');
});

test('what stands behind the broken stage is not known; what was applied before still runs', () => {
  expect(states({ ...well, sync: { status: 'Unknown', revision: '' } }, 'KIL-REPO-DENIED')).toBe('bad todo todo good good');
  expect(states({ ...well, sync: { status: 'Unknown', revision: 'abc' } }, 'KIL-RENDER-FAILED')).toBe('good bad todo good good');
  expect(states({ ...well, health: { status: 'Degraded' } }, 'KIL-IMAGE-PULL')).toBe('good good good good bad');
});

test('a run under way, and one that failed', () => {
  expect(states({ ...well, operationState: { phase: 'Running', startedAt: '', operation: {} }, health: { status: 'Progressing' } }, 'KIL-SYNCING')).toBe('good good good busy busy');
  expect(states({ ...well, operationState: { phase: 'Failed', startedAt: '', operation: {} } }, 'KIL-SYNC-FAILED')).toBe('good good good bad good');
});

test('of a new application nothing is claimed', () => {
  expect(states(undefined, '')).toBe('unknown unknown unknown todo unknown');
});
