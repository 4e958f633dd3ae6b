import { expect, test } from 'vitest';
import type { OperationState, SyncedObject } from '../../api/types';
import { blocker, sentence, waves } from './steps';

const object = (kind: string, name: string, more: Partial<SyncedObject> = {}): SyncedObject => ({ kind, name, namespace: 'shop', status: 'Synced', syncPhase: 'Sync', ...more });
const run = (phase: OperationState['phase'], ...resources: SyncedObject[]): OperationState => ({ phase, startedAt: '', operation: { sync: {} }, syncResult: { resources } });

test('steps stand by phase and wave, and what waits behind them too', () => {
  const operation = run('Running', object('Deployment', 'b', { syncWave: 10 }), object('Deployment', 'a', { syncWave: -1 }), object('Job', 'migrate', { hookType: 'PreSync', hookPhase: 'Succeeded', syncPhase: 'PreSync' }));
  const all = waves(operation, [{ kind: 'Ingress', name: 'late', namespace: 'shop', status: 'OutOfSync', syncWave: 11 }], [
    { kind: 'Deployment', name: 'b', namespace: 'shop', uid: 'b', health: { status: 'Progressing', message: '1 of 3 ready' } },
  ]);

  expect(all.map((wave) => `${wave.name}: ${wave.state}`)).toEqual(['PreSync: done', 'Wave -1: done', 'Wave 10: now', 'Wave 11: waiting']);
  expect(blocker(all)?.said).toBe('1 of 3 ready');
  expect(sentence('api', operation, all)).toBe('Waiting for Deployment b');
});

test('a hook that failed is what it broke at', () => {
  const operation = run('Failed', object('ConfigMap', 'a'), object('Job', 'smoke', { hookType: 'PostSync', hookPhase: 'Failed', syncPhase: 'PostSync', message: 'exit code 1' }));
  const all = waves(operation, [], []);

  expect(sentence('api', operation, all)).toBe('The last run failed at Job smoke');
  expect(blocker(all)?.said).toBe('exit code 1');
});

test('a run that ended well waits for nothing, whatever the objects do since', () => {
  const operation = run('Succeeded', object('Deployment', 'a'));
  const all = waves(operation, [], [{ kind: 'Deployment', name: 'a', namespace: 'shop', uid: 'a', health: { status: 'Degraded' } }]);

  expect(all[0]?.state).toBe('done');
  expect(sentence('api', operation, all)).toBe('The last run of api went well');
});
