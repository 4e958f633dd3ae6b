import type { Told, Wanted } from './hub';
import type { LinkState, Stream } from './live';
import type { StreamEvent } from './sse';
import { signedOut } from './transport';

const ALIVE = 20_000;

/** This page's end of the one stream that all pages of a browser share. */
export class SharedLive implements Stream {
  private readonly topics = new Map<string, number>();
  private readonly listeners = new Set<(event: StreamEvent) => void>();
  private readonly watchers = new Set<() => void>();
  private current: LinkState = { link: 'reconnecting', heardAt: 0, reason: '' };
  private cursor: string | undefined;
  private stopped = false;
  private saying = false;

  constructor(private readonly port: MessagePort) {
    port.onmessage = ({ data }: MessageEvent<Told>) => this.told(data);
    setInterval(() => this.say(), ALIVE);
    window.addEventListener('pagehide', () => this.post({ wants: [] }));
    window.addEventListener('pageshow', (event) => {
      // Back from the browser's cache, the page has missed what happened meanwhile.
      if (!event.persisted) return;
      this.say();
      for (const listener of this.listeners) listener({ id: '', event: 'reset', data: '{}' });
    });
  }

  state = (): LinkState => this.current;

  watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  on(listener: (event: StreamEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  from(cursor: string): void {
    this.cursor = cursor;
  }

  want(topic: string): () => void {
    this.topics.set(topic, (this.topics.get(topic) ?? 0) + 1);
    this.stopped = false;
    this.saySoon();
    return () => {
      const left = (this.topics.get(topic) ?? 1) - 1;
      if (left > 0) this.topics.set(topic, left);
      else this.topics.delete(topic);
      this.saySoon();
    };
  }

  stop(): void {
    this.stopped = true;
    this.post({ wants: [] });
  }

  retry(): void {
    this.stopped = false;
    this.post({ wants: [...this.topics.keys()], retry: true });
  }

  private told(told: Told): void {
    if ('event' in told) for (const listener of this.listeners) listener(told.event);
    else if ('state' in told) {
      this.current = told.state;
      for (const watcher of this.watchers) watcher();
    } else signedOut();
  }

  /** One moment later, so that a page which swaps one topic for another says so once. */
  private saySoon(): void {
    if (this.saying) return;
    this.saying = true;
    setTimeout(() => {
      this.saying = false;
      this.say();
    }, 0);
  }

  private say(): void {
    if (this.stopped) return;
    this.post({ wants: [...this.topics.keys()], ...(this.cursor === undefined ? {} : { cursor: this.cursor }) });
    this.cursor = undefined;
  }

  private post(wanted: Wanted): void {
    this.port.postMessage(wanted);
  }
}
