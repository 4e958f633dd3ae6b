import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { applications, type AppId } from '../../api/calls';
import type { LogLine, ObjectRef } from '../../api/types';
import { Broken } from '../../parts/Blank';
import { Icon } from '../../parts/Icon';
import { clock } from '../../parts/words';
import { KEPT, kept, notStarted, plain, readLogs, severity, shortPod } from './logs';

const LINE = 21;
const COLOURS = 3;
const AGAIN = 2000;
const TAILS = [1000, 10_000, KEPT];

/** What does it say? All pods of an object as one story; only the lines in view are drawn. */
export function LogView({ id, object, lines: first = 1000 }: { id: AppId; object: ObjectRef; lines?: number }) {
  const [lines, setLines] = useState<LogLine[]>([]);
  const [tail, setTail] = useState(first);
  const [follow, setFollow] = useState(true);
  const [previous, setPrevious] = useState(false);
  const [text, setText] = useState('');
  const [broken, setBroken] = useState<unknown>();
  const [again, setAgain] = useState(0);
  const [ended, setEnded] = useState(false);
  const [starting, setStarting] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const stick = useRef(true);
  const { kind, name, namespace, group } = object;

  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    setLines([]);
    setBroken(undefined);
    setEnded(false);
    const of = kind === 'Pod' ? { podName: name } : { group, kind, resourceName: name };
    readLogs(applications.logsPath(id, { namespace, ...of, tailLines: tail, follow, previous }), (fresh) => setLines((old) => kept(old, fresh)), stop.signal).then(
      () => setEnded(true),
      (cause: unknown) => {
        if (stop.signal.aborted) return;
        const waits = notStarted(cause);
        setStarting(waits);
        if (waits === '') setBroken(cause);
        else timer = setTimeout(() => setAgain((count) => count + 1), AGAIN);
      },
    );
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [id, kind, name, namespace, group, follow, previous, tail, again]);

  const wanted = useDeferredValue(text.toLowerCase());
  const found = useMemo(() => (wanted === '' ? lines : lines.filter((line) => line.content.toLowerCase().includes(wanted))), [lines, wanted]);
  const pods = useMemo(() => [...new Set(lines.map((line) => line.podName))], [lines]);
  const virtual = useVirtualizer({ count: found.length, getScrollElement: () => box.current, estimateSize: () => LINE, overscan: 20 });
  useEffect(() => {
    if (stick.current && found.length > 0) virtual.scrollToIndex(found.length - 1, { align: 'end' });
  }, [found.length, virtual]);

  function download() {
    const file = URL.createObjectURL(new Blob([lines.map((line) => `${line.timeStampStr} ${line.podName} ${plain(line.content)}\n`).join('')], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = file;
    link.download = `${name}.log`;
    link.click();
    URL.revokeObjectURL(file);
  }

  if (broken !== undefined) return <Broken cause={broken} retry={() => setAgain(again + 1)} />;
  return (
    <div className="log">
      <header>
        <b>Logs</b>
        <span className="faint">{pods.length > 1 ? `${pods.length} pods, merged` : pods.map(shortPod).join('')}</span>
        <span className="grow" />
        <label className="search logfilter">
          <Icon name="filter" />
          <input aria-label="Filter lines" placeholder="Filter" value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        <select className="in-t sm" aria-label="How many lines" value={tail} onChange={(event) => setTail(Number(event.target.value))}>
          {[...new Set([first, ...TAILS])].sort((one, other) => one - other).map((one) => (
            <option key={one} value={one}>
              last {one.toLocaleString('en')}
            </option>
          ))}
        </select>
        <button className="filter" aria-pressed={follow} onClick={() => setFollow(!follow)}>
          Follow
        </button>
        <button className="filter" aria-pressed={previous} onClick={() => setPrevious(!previous)}>
          Before the restart
        </button>
        <button className="btn quiet icon sm" aria-label="Download these lines" onClick={download}>
          <Icon name="dl" />
        </button>
      </header>
      <div ref={box} className="lines" role="log" aria-label={`Log of ${name}`} aria-live="off" tabIndex={0}
        onScroll={(event) => {
          const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
          stick.current = scrollHeight - scrollTop - clientHeight < LINE * 2;
        }}>
        {found.length === 0 && <p className="muted small none">{lines.length > 0 ? `No line of ${lines.length.toLocaleString('en')} holds “${text}”.` : ended ? 'It has written nothing.' : starting !== '' ? `It has not started yet: ${starting}.` : 'Waiting for the first line…'}</p>}
        <ol style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const line = found[item.index];
            if (line === undefined) return null;
            const content = plain(line.content);
            return (
              <li key={item.key} className={`p${(pods.indexOf(line.podName) % COLOURS) + 1} ${severity(content)}`} style={{ transform: `translateY(${item.start}px)` }}>
                <time>{clock(line.timeStampStr)}</time>
                <span className="p" title={line.podName}>
                  {shortPod(line.podName)}
                </span>
                <span className="m">{content}</span>
              </li>
            );
          })}
        </ol>
      </div>
      <footer>
        <span className="faint" role="status">
          {wanted === '' ? `${lines.length.toLocaleString('en')} lines` : `${found.length.toLocaleString('en')} of ${lines.length.toLocaleString('en')} lines`}
          {follow && !ended ? ', following' : ''}
        </span>
      </footer>
    </div>
  );
}
