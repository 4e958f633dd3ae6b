import { problemOf, unreachable } from './problem';

/** How a call reaches whoever answers: the server, or recorded data. */
export interface Transport {
  fetch(path: string, init: RequestInit): Promise<Response>;
}

let transport: Transport = { fetch: (path, init) => globalThis.fetch(path, { credentials: 'same-origin', ...init }) };

export function answerWith(other: Transport): void {
  transport = other;
}

let whenSignedOut: () => void = () => undefined;

/** What to do when the server no longer knows who we are. */
export function onSignedOut(action: () => void): void {
  whenSignedOut = action;
}

/** What a worker noticed for its pages. */
export function signedOut(): void {
  whenSignedOut();
}

async function send(method: string, path: string, body: unknown, signal: AbortSignal | undefined): Promise<Response> {
  const init: RequestInit = { method };
  if (signal !== undefined) init.signal = signal;
  // The server takes no change without it, be there a body or not: a form of another site cannot send it.
  if (method !== 'GET') init.headers = { 'Content-Type': 'application/json' };
  if (body !== undefined) init.body = JSON.stringify(body);
  let response: Response;
  try {
    response = await transport.fetch(path, init);
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw unreachable(cause);
  }
  if (!response.ok) {
    if (response.status === 401 && !path.startsWith('/api/v1/session')) whenSignedOut();
    throw problemOf(response.status, await response.text());
  }
  return response;
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await (await send('GET', path, undefined, signal)).json()) as T;
}

export async function change<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const text = await (await send(method, path, body, undefined)).text();
  return (text === '' ? {} : JSON.parse(text)) as T;
}

/** Opens a stream of events; the caller reads it. */
export async function open(path: string, headers: Record<string, string>, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const response = await transport.fetch(path, { method: 'GET', headers: { Accept: 'text/event-stream', ...headers }, signal });
  if (!response.ok) {
    if (response.status === 401) whenSignedOut();
    throw problemOf(response.status, await response.text());
  }
  if (response.body === null) throw unreachable(new Error('the answer has no body'));
  return response.body;
}

/** A query string of what is set; empty values are left out. */
export function query(parameters: Record<string, string | number | boolean | undefined>): string {
  const parts = Object.entries(parameters)
    .filter(([, value]) => value !== undefined && value !== '' && value !== false)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
