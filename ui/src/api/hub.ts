import type { Live, LinkState } from './live';
import type { StreamEvent } from './sse';

/** What a page says: all topics that it wants now, and up to where it has read. Said again now and then, it means "I am here". */
export interface Wanted {
  wants: string[];
  cursor?: string;
  retry?: boolean;
}

/** What a page is told. */
export type Told = { state: LinkState } | { event: StreamEvent } | { signedOut: true };

/** The end of a page, as a MessagePort has it. */
export interface Port {
  onmessage: ((message: MessageEvent<Wanted>) => void) | null;
  postMessage(told: Told): void;
}

interface Page {
  leave: Map<string, () => void>;
  heardAt: number;
}

/** Browsers let hidden pages speak once a minute at least. */
const GONE = 200_000;
const ROUND = 5_000;

/** One stream for all pages of a browser: each is told what it wants, and the server sees one connection. */
export class Hub {
  private readonly pages = new Map<Port, Page>();

  constructor(private readonly live: Live) {
    live.watch(() => this.tellAll({ state: live.state() }));
    live.on((event) => {
      for (const [port, page] of this.pages) if (concerns(event, page.leave)) port.postMessage({ event });
    });
    setInterval(() => this.round(), ROUND);
  }

  join(port: Port): void {
    port.onmessage = ({ data }) => this.hear(port, data);
    port.postMessage({ state: this.live.state() });
  }

  signedOut(): void {
    this.live.stop();
    this.tellAll({ signedOut: true });
  }

  private hear(port: Port, { wants, cursor, retry }: Wanted): void {
    const page = this.pages.get(port) ?? { leave: new Map<string, () => void>(), heardAt: 0 };
    page.heardAt = Date.now();
    this.pages.set(port, page);
    const fresh = wants.filter((topic) => !page.leave.has(topic));
    if (fresh.length > 0 && cursor !== undefined) this.live.from(cursor);
    for (const topic of fresh) page.leave.set(topic, this.live.want(topic));
    for (const [topic, leave] of page.leave) {
      if (wants.includes(topic)) continue;
      leave();
      page.leave.delete(topic);
    }
    if (wants.length === 0) this.pages.delete(port);
    if (retry === true || (fresh.includes('fleet') && cursor !== undefined)) this.live.retry();
  }

  /** Pages may vanish without a word. */
  private round(): void {
    for (const [port, page] of this.pages) {
      if (Date.now() - page.heardAt > GONE) this.hear(port, { wants: [] });
    }
    this.tellAll({ state: this.live.state() });
  }

  private tellAll(told: Told): void {
    for (const port of this.pages.keys()) port.postMessage(told);
  }
}

function concerns({ event, data }: StreamEvent, wanted: ReadonlyMap<string, unknown>): boolean {
  if (event === 'fleet') return wanted.has('fleet');
  if (event === 'app') return wanted.has(`app/${(JSON.parse(data) as { id: string }).id}`);
  return true;
}
