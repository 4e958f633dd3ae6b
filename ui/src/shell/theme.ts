import { useSyncExternalStore } from 'react';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const watchers = new Set<() => void>();

export function theme(): 'light' | 'dark' {
  const chosen = document.documentElement.dataset['theme'];
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return dark.matches ? 'dark' : 'light';
}

export function switchTheme(): void {
  const next = theme() === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset['theme'] = next;
  try {
    localStorage.setItem('kilter-theme', next);
  } catch {
    // It lasts as long as the page.
  }
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  dark.addEventListener('change', watcher);
  return () => {
    watchers.delete(watcher);
    dark.removeEventListener('change', watcher);
  };
}

export function useTheme(): 'light' | 'dark' {
  return useSyncExternalStore(watch, theme);
}
