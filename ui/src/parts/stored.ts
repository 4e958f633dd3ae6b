import { useSyncExternalStore } from 'react';

/** Small things that a browser remembers. Storage may be closed to us; then they last as long as the page. */
const memory = new Map<string, unknown>();
const watchers = new Set<() => void>();

function read<T>(key: string, otherwise: T): T {
  if (!memory.has(key)) {
    let value: unknown = otherwise;
    try {
      const text = localStorage.getItem(`kilter-${key}`);
      if (text !== null) value = JSON.parse(text);
    } catch {
      value = otherwise;
    }
    memory.set(key, value);
  }
  return memory.get(key) as T;
}

function write(key: string, value: unknown): void {
  memory.set(key, value);
  try {
    localStorage.setItem(`kilter-${key}`, JSON.stringify(value));
  } catch {
    // It is kept in memory.
  }
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function useStored<T>(key: string, otherwise: T): [T, (value: T) => void] {
  const value = useSyncExternalStore(watch, () => read(key, otherwise));
  return [value, (next) => write(key, next)];
}
