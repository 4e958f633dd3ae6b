import { QueryClient, useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { applications, fleet, session, type AppId } from './calls';
import { changed, fleetOf, type Fleet, type FleetChange } from './fleet';
import { Live, later, type LinkState, type Stream } from './live';
import { Problem } from './problem';
import { SharedLive } from './shared';

/** What was read stays until the stream says that it changed; a failed read is tried twice more, unless the server said no. */
export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      refetchOnWindowFocus: false,
      retry: (count, cause) => count < 2 && !(cause instanceof Problem && cause.status >= 400 && cause.status < 500),
    },
  },
});

/** One stream for all pages of the browser where it has shared workers, else one for this page. */
export const live: Stream =
  import.meta.env.PROD && import.meta.env.VITE_RECORDED !== '1' && typeof SharedWorker !== 'undefined'
    ? new SharedLive(new SharedWorker(new URL('./live.worker.ts', import.meta.url), { type: 'module' }).port)
    : new Live();

const FLUSH = 100;
let waiting: FleetChange[] = [];
const stale = new Set<string>();
let flushing = false;

/** Hundreds of events a second become ten paintings a second, and one read of what they are about. */
function flushSoon(): void {
  if (flushing) return;
  flushing = true;
  setTimeout(() => {
    flushing = false;
    const changes = waiting;
    waiting = [];
    if (changes.length > 0) client.setQueryData<Fleet>(['fleet'], (now) => (now === undefined ? now : changed(now, changes)));
    for (const one of stale) void client.invalidateQueries({ queryKey: ['app', ...one.split(' ')] });
    stale.clear();
  }, FLUSH);
}

/** What is told while the list is on its way may be newer than the list. */
let reading = 0;
const meanwhile: { id: string; change: FleetChange }[] = [];

async function readFleet(signal: AbortSignal): Promise<Fleet> {
  reading++;
  try {
    const read = fleetOf(await fleet(signal));
    live.from(read.cursor);
    return changed(read, meanwhile.filter(({ id }) => later(id, read.cursor)).map(({ change }) => change));
  } finally {
    if (--reading === 0) meanwhile.length = 0;
  }
}

live.on(({ id, event, data }) => {
  if (event === 'fleet') {
    const change = JSON.parse(data) as FleetChange;
    waiting.push(change);
    if (reading > 0) meanwhile.push({ id, change });
    flushSoon();
  } else if (event === 'app') {
    const { id, what } = JSON.parse(data) as { id: string; what: string[] };
    for (const one of what) stale.add(`${id} ${one}`);
    // The explanation and the comparison stand on the objects as much as on the application.
    if (what.some((one) => one !== 'events')) stale.add(`${id} derived`);
    flushSoon();
  } else if (event === 'reset') {
    void client.invalidateQueries();
  }
});

export function useLink(): LinkState {
  return useSyncExternalStore(live.watch, live.state);
}

function useTopic(topic: string): void {
  useEffect(() => live.want(topic), [topic]);
}

export function useFleet() {
  const answer = useQuery({
    queryKey: ['fleet'],
    // Rows are kept by the stream as they are; comparing ten thousand of them in depth would cost a frame.
    structuralSharing: false,
    queryFn: ({ signal }) => readFleet(signal),
  });
  return answer;
}

/** The stream of the fleet starts when its list is there, from where the list ends. */
export function useFleetStream(): void {
  const ready = useFleet().data !== undefined;
  useEffect(() => (ready ? live.want('fleet') : undefined), [ready]);
}

const key = (id: AppId, what: string, ...more: unknown[]) => ['app', `${id.namespace}/${id.name}`, what, ...more];

export function useApplication(id: AppId) {
  useTopic(`app/${id.namespace}/${id.name}`);
  return useQuery({ queryKey: key(id, 'application'), queryFn: ({ signal }) => applications.get(id, signal) });
}

export function useExplanation(id: AppId) {
  return useQuery({ queryKey: key(id, 'derived', 'explain'), queryFn: ({ signal }) => applications.explain(id, signal) });
}

export function useTree(id: AppId) {
  return useQuery({ queryKey: key(id, 'tree'), queryFn: ({ signal }) => applications.tree(id, signal) });
}

export function useManaged(id: AppId) {
  return useQuery({ queryKey: key(id, 'derived', 'managed'), queryFn: ({ signal }) => applications.managed(id, signal) });
}

export function useJournal(id: AppId) {
  return useQuery({ queryKey: key(id, 'derived', 'journal'), queryFn: ({ signal }) => applications.journal(id, signal) });
}

export function useEvents(id: AppId, of?: { uid?: string; namespace?: string; name?: string }) {
  return useQuery({ queryKey: key(id, 'events', of), queryFn: ({ signal }) => applications.events(id, of, signal) });
}

export function useRevision(id: AppId, revision: string) {
  return useQuery({ queryKey: key(id, 'revision', revision), enabled: revision !== '', retry: false, queryFn: ({ signal }) => applications.revision(id, revision, signal) });
}

export function useUser() {
  return useQuery({ queryKey: ['user'], queryFn: ({ signal }) => session.user(signal), retry: false });
}

export function useSettings() {
  return useQuery({ queryKey: ['settings'], queryFn: ({ signal }) => session.settings(signal) });
}

/** Reads everything of one application again, as after something was done to it. */
export function readAgain(id: AppId): Promise<void> {
  return client.invalidateQueries({ queryKey: ['app', `${id.namespace}/${id.name}`] });
}
