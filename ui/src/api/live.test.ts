import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Live } from './live';
import type { StreamEvent } from './sse';
import { answerWith } from './transport';

interface Opened {
  path: string;
  resume: string | null;
  send: (text: string) => void;
  close: () => void;
}

let opened: Opened[] = [];
let refuse = false;

beforeEach(() => {
  vi.useFakeTimers();
  opened = [];
  refuse = false;
  answerWith({
    fetch: (path, init) => {
      if (refuse) return Promise.reject(new Error('connection refused'));
      let controller: ReadableStreamDefaultController<Uint8Array>;
      const body = new ReadableStream<Uint8Array>({ start: (given) => { controller = given; } });
      init.signal?.addEventListener('abort', () => controller.error(new DOMException('aborted', 'AbortError')));
      opened.push({
        path,
        resume: new Headers(init.headers).get('Last-Event-ID'),
        send: (text) => controller.enqueue(new TextEncoder().encode(text)),
        close: () => controller.close(),
      });
      return Promise.resolve(new Response(body));
    },
  });
});

afterEach(() => vi.useRealTimers());

const settle = () => vi.advanceTimersByTimeAsync(1);
const newest = () => opened[opened.length - 1] as Opened;

test('starts where the list ended, and goes on after its last event', async () => {
  const live = new Live();
  const seen: StreamEvent[] = [];
  live.on((event) => seen.push(event));
  live.from('e.7');
  live.want('fleet');
  await settle();
  expect(newest()).toMatchObject({ path: '/api/v1/ext/stream?topics=fleet', resume: 'e.7' });

  newest().send('id: e.8\nevent: fleet\ndata: {}\n\n');
  await settle();
  newest().close();
  await vi.advanceTimersByTimeAsync(1000);

  expect(seen.map((event) => event.id)).toEqual(['e.8']);
  expect(opened).toHaveLength(2);
  expect(newest().resume).toBe('e.8');
  live.stop();
});

test('one stream for all topics; swapping one for another opens one', async () => {
  const live = new Live();
  live.want('fleet');
  const leave = live.want('app/argocd/api');
  await settle();
  expect(opened.map((one) => one.path)).toEqual(['/api/v1/ext/stream?topics=app%2Fargocd%2Fapi&topics=fleet']);

  leave();
  live.want('app/argocd/web');
  await settle();

  expect(opened).toHaveLength(2);
  expect(newest().path).toBe('/api/v1/ext/stream?topics=app%2Fargocd%2Fweb&topics=fleet');
  live.stop();
});

test('a broken stream is said to reconnect, and after thirty seconds how old the data is', async () => {
  const live = new Live();
  live.want('fleet');
  await settle();
  newest().send('event: beat\ndata: {}\n\n');
  await settle();
  expect(live.state().link).toBe('live');

  refuse = true;
  newest().close();
  await vi.advanceTimersByTimeAsync(100);
  expect(live.state().link).toBe('reconnecting');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(live.state().link).toBe('stale');

  refuse = false;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(live.state().link).toBe('live');
  live.stop();
});

test('a stream without a word is dead, even if the connection stands', async () => {
  const live = new Live();
  live.want('fleet');
  await settle();
  expect(live.state().link).toBe('live');

  await vi.advanceTimersByTimeAsync(32_000);

  expect(opened.length).toBeGreaterThan(1);
  live.stop();
});
