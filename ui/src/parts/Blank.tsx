import type { ReactNode } from 'react';
import { Problem } from '../api/problem';
import { Icon } from './Icon';

/** Never a blank: nothing yet, nothing matches, or it cannot be loaded, each with what to do. */
export function Blank({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <h3>{title}</h3>
      <p>{children}</p>
      {action}
    </div>
  );
}

export function Broken({ cause, retry }: { cause: unknown; retry?: () => void }) {
  const problem = cause instanceof Problem ? cause : undefined;
  return (
    <div className="empty" role="alert">
      <h3>{problem?.failed ?? 'This page broke.'}</h3>
      <p>{problem?.why ?? (cause instanceof Error ? cause.message : String(cause))}</p>
      {problem?.remedies.map((remedy) => <Command key={remedy} text={remedy} />)}
      <div className="acts">
        {retry !== undefined && (
          <button className="btn" onClick={retry}>
            <Icon name="refresh" />
            Try again
          </button>
        )}
        {problem !== undefined && problem.code !== '' && <span className="note">{problem.code}</span>}
      </div>
    </div>
  );
}

/** A command to paste, with a button that copies it; plain words stay words. */
export function Command({ text }: { text: string }) {
  const command = /^(kilter|kubectl|git|argocd|helm|curl)\b/.test(text);
  if (!command) return <p className="muted small">{text}</p>;
  return (
    <div className="diff plain cmd">
      <div className="dl">
        <span className="m">$</span>
        <span className="c">{text}</span>
      </div>
      <button className="btn quiet icon sm" aria-label={`Copy ${text}`} onClick={() => void navigator.clipboard.writeText(text)}>
        <Icon name="copy" />
      </button>
    </div>
  );
}

export function Loading({ what, lines = 6 }: { what: string; lines?: number }) {
  return (
    <div role="status" className="loading">
      <span className="vh">Loading {what}</span>
      {Array.from({ length: lines }, (_, at) => (
        <span key={at} className={`sk w${at % 4}`} />
      ))}
    </div>
  );
}
