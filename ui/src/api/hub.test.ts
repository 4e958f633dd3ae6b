import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Hub, type Port, type Told, type Wanted } from './hub';
import { Live } from './live';
import { answerWith } from './transport';

let opened: { path: string; resume: string | null; send: (text: string) => void }[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  opened = [];
  answerWith({
    fetch: (path, init) => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          opened.push({ path, resume: new Headers(init.headers).get('Last-Event-ID'), send: (text) => controller.enqueue(new TextEncoder().encode(text)) });
          init.signal?.addEventListener('abort', () => controller.error(new DOMException('aborted', 'AbortError')));
        },
      });
      return Promise.resolve(new Response(body));
    },
  });
});

afterEach(() => vi.useRealTimers());

const settle = () => vi.advanceTimersByTimeAsync(1);

class Page implements Port {
  onmessage: ((message: MessageEvent<Wanted>) => void) | null = null;
  readonly told: Told[] = [];

  postMessage(told: Told): void {
    this.told.push(told);
  }

  say(wanted: Wanted): void {
    this.onmessage?.(new MessageEvent('message', { data: wanted }));
  }

  events(): string[] {
    return this.told.flatMap((told) => ('event' in told ? [told.event.id] : []));
  }
}

function joined(hub: Hub): Page {
  const page = new Page();
  hub.join(page);
  return page;
}

test('two pages have one stream, and each is told what it wants', async () => {
  const hub = new Hub(new Live());
  const fleet = joined(hub);
  const app = joined(hub);
  fleet.say({ wants: ['fleet'], cursor: 'e.5' });
  app.say({ wants: ['app/argocd/api'] });
  await settle();

  expect(opened.map((one) => one.path)).toEqual(['/api/v1/ext/stream?topics=app%2Fargocd%2Fapi&topics=fleet']);
  opened[0]?.send('id: e.6\nevent: fleet\ndata: {}\n\nid: e.7\nevent: app\ndata: {"id":"argocd/api","what":["tree"]}\n\nid: e.8\nevent: app\ndata: {"id":"argocd/web","what":["tree"]}\n\nid: e.9\nevent: reset\ndata: {}\n\n');
  await settle();

  expect(fleet.events()).toEqual(['e.6', 'e.9']);
  expect(app.events()).toEqual(['e.7', 'e.9']);
});

test('a page that comes later misses nothing since its list was read', async () => {
  const hub = new Hub(new Live());
  const first = joined(hub);
  first.say({ wants: ['fleet'], cursor: 'e.5' });
  await settle();
  opened[0]?.send('id: e.9\nevent: fleet\ndata: {}\n\n');
  await settle();

  const second = joined(hub);
  second.say({ wants: ['fleet'], cursor: 'e.7' });
  await settle();

  expect(opened).toHaveLength(2);
  expect(opened[1]?.resume).toBe('e.7');
});

test('pages that leave, or vanish, are told nothing more', async () => {
  const hub = new Hub(new Live());
  const left = joined(hub);
  const vanished = joined(hub);
  const here = joined(hub);
  for (const page of [left, vanished, here]) page.say({ wants: ['fleet'] });
  left.say({ wants: [] });
  for (let passed = 0; passed < 220_000; passed += 20_000) {
    here.say({ wants: ['fleet'] });
    await vi.advanceTimersByTimeAsync(20_000);
  }
  opened.at(-1)?.send('id: e.1\nevent: fleet\ndata: {}\n\n');
  await settle();

  expect([left, vanished, here].map((page) => page.events())).toEqual([[], [], ['e.1']]);
});

test('all pages hear that the session has ended', async () => {
  const hub = new Hub(new Live());
  const page = joined(hub);
  page.say({ wants: ['fleet'] });
  await settle();

  hub.signedOut();

  expect(page.told.at(-1)).toEqual({ signedOut: true });
});
