import type { Application, Explanation } from '../../api/types';
import { count, short, when } from '../../parts/words';

export type StageState = 'good' | 'bad' | 'busy' | 'held' | 'unknown' | 'todo';

export interface Stage {
  name: string;
  state: StageState;
  said: string;
}

const AT_GIT = /^KIL-(REPO-|REVISION-)/;
const AT_RENDER = /^KIL-(RENDER-|PATH-|TOOL-|SPEC-INVALID|PROJECT-DENIED)/;
const AT_COMPARE = /^KIL-CLUSTER-/;

/**
 * From Git to healthy, as far as the Application says. What stands before the broken stage was reached, what stands behind it
 * is not known, and is said to be so.
 */
export function pipeline(app: Application, why: Explanation | undefined, objects: { all: number; unwell: number } | undefined, now: number): Stage[] {
  const status = app.status ?? {};
  const code = why?.code ?? '';
  const broken = AT_GIT.test(code) ? 0 : AT_RENDER.test(code) ? 1 : AT_COMPARE.test(code) ? 2 : 9;
  const stages = [git(app, broken, now), rendered(app, broken), compared(app, broken), applied(app, now), healthy(app, objects)];
  return stages.map((stage, at) => (at > broken && at < 3 ? { ...stage, state: 'todo' as const, said: 'not known' } : stage)).map((stage, at) => (at === broken ? { ...stage, state: 'bad' as const } : stage)).map((stage) =>
    status.sync === undefined && stage.state === 'good' ? { ...stage, state: 'unknown' as const } : stage,
  );
}

function git(app: Application, broken: number, now: number): Stage {
  const revision = app.status?.sync?.revision ?? app.status?.sync?.revisions?.[0] ?? '';
  const target = app.spec.source?.targetRevision ?? app.spec.sources?.[0]?.targetRevision ?? 'HEAD';
  if (app.metadata.annotations?.['kilter.dev/hold'] !== undefined) {
    const held = app.status?.history?.at(-1)?.revision;
    return { name: 'Git', state: 'held', said: held === undefined || held === revision ? `${short(revision)} is held` : `${short(revision)} waits, ${short(held)} is held` };
  }
  if (broken === 0) return { name: 'Git', state: 'bad', said: `${target} cannot be read` };
  if (revision === '') return { name: 'Git', state: 'unknown', said: 'not read yet' };
  const read = when(app.status?.reconciledAt, now);
  return { name: 'Git', state: 'good', said: `${short(revision)} on ${target}${read === '' ? '' : `, read ${read}`}` };
}

function rendered(app: Application, broken: number): Stage {
  if (broken === 1) return { name: 'Rendered', state: 'bad', said: 'failed, the last good one stays' };
  const type = app.status?.sourceType ?? '';
  return { name: 'Rendered', state: 'good', said: type === '' ? 'by a tool not named' : type === 'Directory' ? 'plain manifests' : `by ${type}` };
}

function compared(app: Application, broken: number): Stage {
  if (broken === 2) return { name: 'Compared', state: 'bad', said: 'the cluster does not answer' };
  const resources = app.status?.resources ?? [];
  const different = resources.filter((one) => one.status === 'OutOfSync').length;
  switch (app.status?.sync?.status) {
    case 'Synced':
      return { name: 'Compared', state: 'good', said: `${count(resources.length, 'object')}, no drift` };
    case 'OutOfSync':
      return { name: 'Compared', state: 'good', said: different === 0 ? 'it differs from Git' : `${different} of ${count(resources.length, 'object')} differ` };
    default:
      return { name: 'Compared', state: 'unknown', said: 'not known' };
  }
}

function applied(app: Application, now: number): Stage {
  const operation = app.status?.operationState;
  const last = app.status?.history?.at(-1);
  const done = operation?.syncResult?.resources?.length ?? 0;
  switch (operation?.phase) {
    case 'Running':
    case 'Terminating':
      return { name: operation.phase === 'Running' ? 'Applying' : 'Stopping', state: 'busy', said: `${count(done, 'object')} so far` };
    case 'Failed':
    case 'Error':
      return { name: 'Applied', state: 'bad', said: `failed, ${when(operation.finishedAt, now)}` };
    case 'Succeeded':
      return { name: 'Applied', state: 'good', said: `${last === undefined ? '' : `#${last.id}, `}${when(operation.finishedAt ?? last?.deployedAt, now)}` };
    default:
      return last === undefined ? { name: 'Applied', state: 'todo', said: 'never' } : { name: 'Applied', state: 'good', said: `#${last.id}, ${when(last.deployedAt, now)}` };
  }
}

function healthy(app: Application, objects: { all: number; unwell: number } | undefined): Stage {
  const counted = objects === undefined ? '' : `${objects.unwell} of ${objects.all} ${objects.unwell === 1 ? 'is' : 'are'} not`;
  switch (app.status?.health?.status) {
    case 'Healthy':
      return { name: 'Healthy', state: 'good', said: objects === undefined ? 'all of it' : `all ${objects.all} objects` };
    case 'Degraded':
    case 'Missing':
      return { name: 'Healthy', state: 'bad', said: counted === '' ? 'no' : counted };
    case 'Progressing':
      return { name: 'Healthy', state: 'busy', said: counted === '' ? 'not yet' : counted.replace('not', 'not yet') };
    case 'Suspended':
      return { name: 'Healthy', state: 'held', said: 'suspended' };
    default:
      return { name: 'Healthy', state: 'unknown', said: 'not known' };
  }
}
