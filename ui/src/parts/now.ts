import { useSyncExternalStore } from 'react';

const STEP = 1000;
let now = Date.now();
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of watchers) each();
  }, STEP);
  return () => {
    watchers.delete(watcher);
    if (watchers.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** One clock for the page, rounded: who shows minutes is drawn again only as often as that changes something. */
export function useNow(every = 10_000): number {
  return useSyncExternalStore(watch, () => Math.ceil(now / every) * every);
}
