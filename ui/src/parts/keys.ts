import { useEffect, useRef } from 'react';

/** What a key does, as the key sheet says it. */
export interface Key {
  /** One key, or two after each other with a space between: "g f". */
  keys: string;
  does: string;
  group: string;
  run: () => void;
}

const bound = new Set<() => Key[]>();
let first = '';
let firstAt = 0;
const PATIENCE = 1200;

/** All keys of what is on the page now; the innermost comes last and wins. */
export function boundKeys(): Key[] {
  return [...bound].flatMap((of) => of());
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** What a press means, given what was pressed before it; exported for its test. */
export function meaning(pressed: string, at: number, keys: Key[]): Key | undefined {
  const pair = first !== '' && at - firstAt < PATIENCE ? `${first} ${pressed}` : '';
  const found = keys.findLast((key) => key.keys === pair) ?? keys.findLast((key) => key.keys === pressed);
  const begins = found === undefined && keys.some((key) => key.keys.startsWith(`${pressed} `));
  first = begins ? pressed : '';
  firstAt = at;
  return found;
}

export function listen(): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const command = event.metaKey || event.ctrlKey;
    if (command && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      boundKeys().findLast((key) => key.keys === '⌘K')?.run();
      return;
    }
    if (command || event.altKey || typing(event.target) || document.querySelector('dialog[open]') !== null) return;
    const key = meaning(event.key, event.timeStamp, boundKeys());
    if (key === undefined) return;
    event.preventDefault();
    key.run();
  };
  window.addEventListener('keydown', press);
  return () => window.removeEventListener('keydown', press);
}

/** Binds keys for as long as the component is on the page. */
export function useKeys(keys: Key[]): void {
  const now = useRef(keys);
  now.current = keys;
  useEffect(() => {
    const of = () => now.current;
    bound.add(of);
    return () => {
      bound.delete(of);
    };
  }, []);
}
