/** One event of a stream, as the server sent it. */
export interface StreamEvent {
  id: string;
  event: string;
  data: string;
}

/** Reads server-sent events; what is half read stays until the rest comes. */
export async function* events(stream: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = stream.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + value).replaceAll('\r\n', '\n').split('\n\n');
      rest = lines.pop() ?? '';
      for (const block of lines) {
        const event = eventOf(block);
        if (event !== undefined) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

export function eventOf(block: string): StreamEvent | undefined {
  const event: StreamEvent = { id: '', event: 'message', data: '' };
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') data.push(value);
    else if (name === 'event') event.event = value;
    else if (name === 'id') event.id = value;
  }
  if (data.length === 0 && event.event === 'message') return undefined;
  return { ...event, data: data.join('\n') };
}
