import { Problem } from '../../api/problem';
import { events } from '../../api/sse';
import { open } from '../../api/transport';
import type { LogLine } from '../../api/types';

/** Lines beyond this are let go, oldest first: a page has no use for more and a browser no room. */
export const KEPT = 100_000;

/** Reads a stream of log lines and hands them over in heaps, so that thousands a second are drawn as often as a screen can. */
export async function readLogs(path: string, take: (lines: LogLine[]) => void, signal: AbortSignal): Promise<void> {
  let heap: LogLine[] = [];
  let waiting = false;
  const hand = () => {
    waiting = false;
    if (heap.length === 0 || signal.aborted) return;
    const lines = heap;
    heap = [];
    take(lines);
  };
  for await (const event of events(await open(path, {}, signal))) {
    const { result, error } = JSON.parse(event.data) as { result?: LogLine; error?: { message?: string } };
    if (error !== undefined) throw new Error(error.message ?? 'the log broke off');
    if (result === undefined || result.last === true) continue;
    heap.push(result);
    if (!waiting) {
      waiting = true;
      setTimeout(hand, 50);
    }
  }
  hand();
}

/** Old and new lines, no more than are kept. */
export function kept(old: LogLine[], fresh: LogLine[]): LogLine[] {
  const all = old.length + fresh.length <= KEPT ? [...old, ...fresh] : [...old, ...fresh].slice(-KEPT);
  return all;
}

/** What a container waits for that has not started yet, and so has no log; empty where that is not the trouble. */
export function notStarted(cause: unknown): string {
  if (!(cause instanceof Problem)) return '';
  return / is waiting to start: (\w+)/.exec(`${cause.failed} ${cause.why} ${cause.details}`)?.[1] ?? '';
}

export function severity(text: string): '' | 'err' | 'warn' {
  if (/\b(error|fatal|panic|exception|critical|fail(ed|ure)?)\b/i.test(text)) return 'err';
  return /\b(warn(ing)?|deprecated|retry(ing)?|timeout|slow)\b/i.test(text) ? 'warn' : '';
}

const ANSI = /\u001b\[[0-9;]*[A-Za-z]/g;

export function plain(text: string): string {
  return text.replace(ANSI, '');
}

export function shortPod(name: string): string {
  return name.split('-').pop() ?? name;
}
