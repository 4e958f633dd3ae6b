import { expect, test } from 'vitest';
import { events, type StreamEvent } from './sse';

function stream(...parts: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });
}

async function all(...parts: string[]): Promise<StreamEvent[]> {
  const seen: StreamEvent[] = [];
  for await (const event of events(stream(...parts))) seen.push(event);
  return seen;
}

test('reads events however they are cut', async () => {
  expect(await all('id: e.1\nevent: fl', 'eet\ndata: {"a":1}\n', '\nevent: beat\ndata: {}\n\n')).toEqual([
    { id: 'e.1', event: 'fleet', data: '{"a":1}' },
    { id: '', event: 'beat', data: '{}' },
  ]);
});

test('joins the lines of one event and passes over comments', async () => {
  expect(await all(': hello\n\ndata: one\ndata: two\n\n')).toEqual([{ id: '', event: 'message', data: 'one\ntwo' }]);
});
