import type { ManagedStatus, OperationState, SyncedObject, TreeNode } from '../../api/types';
import { idOf } from '../app/branches';

export type StepState = 'done' | 'now' | 'failed' | 'waiting';

export interface Step {
  id: string;
  object: SyncedObject;
  state: StepState;
  said: string;
}

/** The objects of one phase and wave; waves follow each other, and so do phases. */
export interface Wave {
  name: string;
  steps: Step[];
  state: StepState;
}

const PHASES = ['PreSync', 'Sync', 'PostSync', 'SyncFail', 'PreDelete', 'PostDelete'];

/**
 * The run as the saved operation tells it: what was applied, what is waited for, what failed. Objects that the run did not
 * come to are known by their waves, where the application tells them.
 */
export function waves(operation: OperationState, resources: ManagedStatus[], nodes: TreeNode[]): Wave[] {
  const health = new Map(nodes.map((node) => [idOf(node), node.health]));
  const running = operation.phase === 'Running' || operation.phase === 'Terminating';
  const found = new Map<string, Step[]>();
  const seen = new Set<string>();
  const add = (phase: string, wave: number, step: Step) => {
    const key = `${String(PHASES.indexOf(phase) + 1)} ${String(wave + 100_000).padStart(7, '0')}|${phase === 'Sync' ? `Wave ${wave}` : phase}`;
    found.set(key, [...(found.get(key) ?? []), step]);
  };
  for (const object of operation.syncResult?.resources ?? []) {
    const id = idOf(object);
    seen.add(id);
    add(object.syncPhase ?? 'Sync', object.syncWave ?? resources.find((one) => idOf(one) === id)?.syncWave ?? 0, stepOf(id, object, running, health.get(id)));
  }
  if (running && operation.operation.sync !== undefined) {
    for (const resource of resources) {
      const id = idOf(resource);
      if (!seen.has(id) && resource.hook !== true && resource.status === 'OutOfSync') add('Sync', resource.syncWave ?? 0, { id, object: resource as SyncedObject, state: 'waiting', said: '' });
    }
  }
  return [...found].sort(([one], [other]) => one.localeCompare(other)).map(([key, steps]) => ({ name: key.split('|')[1] ?? '', steps, state: stateOf(steps) }));
}

function stepOf(id: string, object: SyncedObject, running: boolean, health: TreeNode['health']): Step {
  const said = object.message ?? '';
  if (object.status === 'SyncFailed' || object.hookPhase === 'Failed' || object.hookPhase === 'Error') return { id, object, state: 'failed', said };
  if (!running) return { id, object, state: 'done', said };
  if (object.hookType !== undefined) return { id, object, state: object.hookPhase === 'Succeeded' ? 'done' : 'now', said };
  if (health?.status === 'Degraded') return { id, object, state: 'failed', said: health.message ?? said };
  if (health?.status === 'Progressing' || (object.hookPhase === 'Running' && health?.status === 'Missing')) return { id, object, state: 'now', said: health.message === undefined || health.message === '' ? said : health.message };
  return { id, object, state: 'done', said };
}

function stateOf(steps: Step[]): StepState {
  for (const state of ['failed', 'now', 'waiting'] as const) if (steps.some((step) => step.state === state)) return state;
  return 'done';
}

/** What it waits for, or what it broke at. */
export function blocker(all: Wave[]): Step | undefined {
  const steps = all.flatMap((wave) => wave.steps);
  return steps.find((step) => step.state === 'failed') ?? steps.find((step) => step.state === 'now');
}

export function sentence(name: string, operation: OperationState, all: Wave[]): string {
  const at = blocker(all);
  const object = at === undefined ? '' : `${at.object.kind} ${at.object.name}`;
  switch (operation.phase) {
    case 'Running':
      if (at === undefined) return `${name} is syncing`;
      return at.state === 'failed' ? `Stuck at ${object}, which is not well` : `Waiting for ${object}`;
    case 'Terminating':
      return `The run of ${name} is being stopped`;
    case 'Failed':
    case 'Error':
      return at === undefined ? `The last run of ${name} failed` : `The last run failed at ${object}`;
    case 'Succeeded':
      return `The last run of ${name} went well`;
    default:
      return `${name} was asked to sync`;
  }
}
