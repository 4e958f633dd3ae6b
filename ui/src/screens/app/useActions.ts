import { useMutation, useQuery } from '@tanstack/react-query';
import { applications, may, type AppId, type RollbackRequest, type SyncRequest } from '../../api/calls';
import { client, readAgain } from '../../api/queries';
import type { Application, IgnoreRule, Permission } from '../../api/types';
import { failed, notify } from '../../parts/notices';

/** May one do these things here? Asked once an application; until it is known nothing is refused, for the server decides anyway. */
export function useMay(id: AppId, project: string | undefined) {
  const object = `${project ?? ''}/${id.name}`;
  const answer = useQuery({
    queryKey: ['may', id.namespace, id.name, project],
    enabled: project !== undefined,
    queryFn: () => may(['sync', 'update', 'delete', 'get'].map((action) => ({ resource: 'applications', action, object }))),
  });
  const of = (at: number): Permission => answer.data?.[at] ?? { allowed: true, rule: '', missing: '' };
  return { sync: of(0), update: of(1), delete: of(2) };
}

function paint(id: AppId, change: (app: Application) => Application): void {
  client.setQueryData<Application>(['app', `${id.namespace}/${id.name}`, 'application'], (app) => (app === undefined ? app : change(app)));
}

/** The page shows a run at once; when the server says no, what it says is read again. */
function started(id: AppId, who: string): void {
  paint(id, (app) => ({
    ...app,
    status: {
      ...app.status,
      operationState: { phase: 'Running', startedAt: new Date().toISOString(), message: 'asked for, waits for the controller', operation: { initiatedBy: { username: who } } },
    },
  }));
}

export function useActions(id: AppId) {
  const told = { onError: failed, onSettled: () => readAgain(id) };
  return {
    sync: useMutation({
      ...told,
      mutationFn: (request: SyncRequest) => applications.sync(id, request),
      onMutate: (request) => {
        if (request.dryRun !== true) started(id, 'you');
      },
      onSuccess: (_, request) => notify(request.dryRun === true ? `Dry run of ${id.name} started` : `${id.name} is syncing`, 'You can leave; it goes on.'),
    }),
    refresh: useMutation({
      ...told,
      mutationFn: (hard: boolean) => applications.refresh(id, hard ? 'hard' : 'normal'),
      onSuccess: () => notify(`${id.name} was compared again`),
    }),
    rollback: useMutation({
      ...told,
      mutationFn: (request: RollbackRequest) => applications.rollback(id, request),
      onMutate: (request) => {
        if (request.dryRun !== true) started(id, 'you');
      },
      onSuccess: (_, request) => notify(request.dryRun === true ? `Dry run of going back to #${request.id} started` : `${id.name} goes back to #${request.id}`, request.kilter?.hold === true ? 'Auto-sync is held until Git moves on.' : ''),
    }),
    resume: useMutation({
      ...told,
      mutationFn: () => applications.resume(id),
      onMutate: () =>
        paint(id, (app) => {
          const annotations = { ...app.metadata.annotations };
          delete annotations['kilter.dev/hold'];
          return { ...app, metadata: { ...app.metadata, annotations } };
        }),
      onSuccess: () => notify(`${id.name} follows Git again`),
    }),
    terminate: useMutation({
      ...told,
      mutationFn: () => applications.terminate(id),
      onMutate: () =>
        paint(id, (app) => (app.status?.operationState === undefined ? app : { ...app, status: { ...app.status, operationState: { ...app.status.operationState, phase: 'Terminating' } } })),
      onSuccess: () => notify(`The run of ${id.name} is being stopped`, 'What was applied stays applied.'),
    }),
    ignore: useMutation({
      ...told,
      mutationFn: (rules: IgnoreRule[]) => applications.ignore(id, rules),
      onSuccess: () => notify('The field is ignored from now on', 'It stands in spec.ignoreDifferences of the application.'),
    }),
  };
}

export type Actions = ReturnType<typeof useActions>;
export type Mays = ReturnType<typeof useMay>;
