import type { Fix } from '../../api/types';

/** What can be pressed for a command that the explanation names; any other is copied. */
export type Act =
  | { kind: 'rollback'; id: number }
  | { kind: 'sync'; confirm: string }
  | { kind: 'refresh'; hard: boolean }
  | { kind: 'resume' }
  | { kind: 'terminate' }
  | { kind: 'changes' }
  | { kind: 'history' }
  | { kind: 'logs' }
  | { kind: 'command' }
  | { kind: 'words' };

export function actOf(fix: Fix): Act {
  const words = fix.command.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return { kind: 'words' };
  if (words[0] !== 'kilter' || words[1] !== 'app') return { kind: 'command' };
  switch (words[2]) {
    case 'rollback':
      return { kind: 'rollback', id: Number(words.find((word, at) => at > 3 && /^\d+$/.test(word)) ?? '0') };
    case 'sync': {
      const at = words.indexOf('--confirm');
      // A sync with other options than we know is for the terminal.
      if (words.slice(4).some((word, place) => word.startsWith('--') && place + 4 !== at)) return { kind: 'command' };
      return { kind: 'sync', confirm: at < 0 ? '' : (words[at + 1] ?? '') };
    }
    case 'refresh':
      return { kind: 'refresh', hard: words.includes('--hard') };
    case 'get':
      return words.includes('--hard-refresh') ? { kind: 'refresh', hard: true } : words.includes('--refresh') ? { kind: 'refresh', hard: false } : { kind: 'command' };
    case 'resume':
      return { kind: 'resume' };
    case 'terminate-op':
      return { kind: 'terminate' };
    case 'diff':
      return { kind: 'changes' };
    case 'history':
      return { kind: 'history' };
    case 'logs':
      return { kind: 'logs' };
    default:
      return { kind: 'command' };
  }
}

export interface Hold {
  by: string;
  reason: string;
  since: string;
  until: string;
}

/** The hold as the annotation says it; what cannot be read is a hold all the same. */
export function holdOf(annotations: Record<string, string> | undefined): Hold | undefined {
  const text = annotations?.['kilter.dev/hold'];
  if (text === undefined) return undefined;
  let tree: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) tree = parsed as Record<string, unknown>;
  } catch {
    tree = { reason: text };
  }
  const of = (name: string) => (typeof tree[name] === 'string' ? tree[name] : '');
  return { by: of('by'), reason: of('reason'), since: of('since'), until: of('until') };
}
