import { events, type StreamEvent } from './sse';
import { open } from './transport';

export type Link = 'live' | 'reconnecting' | 'stale';

export interface LinkState {
  link: Link;
  /** When the server last said anything, a beat included; 0 before the first word. */
  heardAt: number;
  reason: string;
}

/** Who tells what changes: this page itself, or one worker for all pages of a browser. */
export interface Stream {
  state(): LinkState;
  watch(watcher: () => void): () => void;
  on(listener: (event: StreamEvent) => void): () => void;
  from(cursor: string): void;
  want(topic: string): () => void;
  stop(): void;
  retry(): void;
}

const SILENCE = 30_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;

/** Whether one place in the stream lies behind another; places of different processes cannot be compared. */
export function later(one: string, other: string): boolean {
  const [epoch, number] = one.split('.');
  const [otherEpoch, otherNumber] = other.split('.');
  return epoch === otherEpoch && Number(number) > Number(otherNumber);
}

/**
 * One stream of events for whatever is wanted. It is read with fetch and not with EventSource, because only so can it
 * start at the place where the list of applications ended, and go on there when its topics change or it breaks.
 */
export class Live implements Stream {
  private readonly topics = new Map<string, number>();
  private readonly listeners = new Set<(event: StreamEvent) => void>();
  private readonly watchers = new Set<() => void>();
  private current: LinkState = { link: 'reconnecting', heardAt: 0, reason: '' };
  private last = '';
  private pause = FIRST_PAUSE;
  private running: AbortController | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;

  state = (): LinkState => this.current;

  watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  on(listener: (event: StreamEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Where to go on, for somebody who has read up to there: what the others know already comes once more. */
  from(cursor: string): void {
    if (this.last === '' || later(this.last, cursor)) this.last = cursor;
  }

  /** Wants events of a topic until the answer is called. */
  want(topic: string): () => void {
    const others = this.topics.get(topic) ?? 0;
    this.topics.set(topic, others + 1);
    if (others === 0) this.restartSoon();
    return () => {
      const left = (this.topics.get(topic) ?? 1) - 1;
      if (left > 0) {
        this.topics.set(topic, left);
        return;
      }
      this.topics.delete(topic);
      this.restartSoon();
    };
  }

  stop(): void {
    clearTimeout(this.timer);
    clearTimeout(this.silence);
    this.running?.abort();
    this.running = undefined;
  }

  /** Tries at once instead of when the pause is over. */
  retry(): void {
    this.pause = FIRST_PAUSE;
    this.restartSoon();
  }

  /** One moment later, so that a page which swaps one topic for another opens one stream and not two. */
  private restartSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), 0);
  }

  private async run(): Promise<void> {
    this.stop();
    if (this.topics.size === 0) return;
    const mine = new AbortController();
    this.running = mine;
    try {
      const path = `/api/v1/ext/stream?${[...this.topics.keys()].sort().map((topic) => `topics=${encodeURIComponent(topic)}`).join('&')}`;
      const body = await open(path, this.last === '' ? {} : { 'Last-Event-ID': this.last }, mine.signal);
      this.heard();
      for await (const event of events(body)) {
        if (mine.signal.aborted) return;
        this.heard();
        if (event.id !== '') this.last = event.id;
        if (event.event !== 'beat') for (const listener of this.listeners) listener(event);
      }
      this.broken(mine, 'the server closed the stream');
    } catch (cause) {
      this.broken(mine, cause instanceof Error ? cause.message : 'the stream broke');
    }
  }

  private heard(): void {
    this.pause = FIRST_PAUSE;
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      const mine = this.running;
      mine?.abort();
      if (mine !== undefined) this.broken(mine, 'the server has been silent for 30 s', true);
    }, SILENCE);
    this.say({ link: 'live', heardAt: Date.now(), reason: '' });
  }

  private broken(mine: AbortController, reason: string, silent = false): void {
    if (this.running !== mine || (mine.signal.aborted && !silent)) return;
    clearTimeout(this.silence);
    const old = this.current.heardAt === 0 || Date.now() - this.current.heardAt >= SILENCE;
    this.say({ link: old ? 'stale' : 'reconnecting', heardAt: this.current.heardAt, reason });
    this.timer = setTimeout(() => void this.run(), this.pause * (0.75 + Math.random() / 2));
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  private say(state: LinkState): void {
    const told = state.link !== this.current.link || state.reason !== this.current.reason;
    this.current = told ? state : { ...this.current, heardAt: state.heardAt };
    if (told) for (const watcher of this.watchers) watcher();
  }
}
