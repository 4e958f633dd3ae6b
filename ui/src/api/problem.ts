/** Why a call was not done: what failed, why, and what to do, in the server's words. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly failed: string,
    readonly why: string,
    readonly remedies: string[],
    readonly details: string,
  ) {
    super(failed);
    this.name = 'Problem';
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Reads what the server sent with an error status; a proxy's page or nothing at all is said as such. */
export function problemOf(status: number, body: string): Problem {
  let tree: { message?: unknown; error?: unknown; kilter?: Record<string, unknown> } = {};
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null) tree = parsed;
  } catch {
    return new Problem(status, '', `The server answered ${status}, but not as Kilter.`, body.slice(0, 300) || 'It sent no text.', [
      'see whether something in between answers: curl -i the same address',
    ], '');
  }
  const ours = tree.kilter ?? {};
  const remedies = Array.isArray(ours['do']) ? ours['do'].map(text).filter((one) => one !== '') : [];
  return new Problem(
    status,
    text(ours['code']),
    text(ours['failed']) || text(tree.message) || text(tree.error) || `The server answered ${status}.`,
    text(ours['why']),
    remedies,
    text(ours['details']),
  );
}

export function unreachable(cause: unknown): Problem {
  return new Problem(0, '', 'The server does not answer.', cause instanceof Error ? cause.message : '', ['try again; the page keeps what it has'], '');
}
