import { useSyncExternalStore } from 'react';
import { Icon } from './Icon';
import { Mark } from './Status';

export interface Notice {
  id: number;
  good: boolean;
  title: string;
  text: string;
}

const SHOWN = 8000;
let notices: Notice[] = [];
let next = 1;
const watchers = new Set<() => void>();

function set(to: Notice[]): void {
  notices = to;
  for (const watcher of watchers) watcher();
}

/** Says what became of something whose place is not in view. A failure stays until it is closed. */
export function notify(title: string, text = '', good = true): void {
  const notice = { id: next++, good, title, text };
  set([...notices.slice(-3), notice]);
  if (good) setTimeout(() => set(notices.filter((one) => one !== notice)), SHOWN);
}

export function failed(cause: unknown): void {
  const problem = cause instanceof Error ? cause : new Error(String(cause));
  const more = 'why' in problem && typeof problem.why === 'string' ? problem.why : '';
  notify(problem.message, more, false);
}

export function Notices() {
  const shown = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => notices,
  );
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((notice) => (
        <div className="toast" key={notice.id}>
          <Mark said={notice.good ? { word: 'Done', icon: 'healthy', colour: 'c-healthy' } : { word: 'Not done', icon: 'degraded', colour: 'c-degraded' }} />
          <div className="grow">
            <b>{notice.title}</b>
            <span>{notice.text}</span>
          </div>
          <button className="btn quiet icon sm" aria-label="Close" onClick={() => set(notices.filter((one) => one !== notice))}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
