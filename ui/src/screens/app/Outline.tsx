import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Icon } from '../../parts/Icon';
import { useKeys } from '../../parts/keys';
import { Mark, ofHealth, ofSync } from '../../parts/Status';
import { useNow } from '../../parts/now';
import { age } from '../../parts/words';
import { useApp } from './context';
import { lines, saying, type Branch, type Line } from './branches';

const ROW = 35;
const FEW = 150;

/** The objects by ownership, as a grid that is moved through with the arrow keys; the equal of the map. */
export function Outline({ roots, only, setOnly }: { roots: Branch[]; only: boolean; setOnly: (only: boolean) => void }) {
  const { id, openObject } = useApp();
  const [said, setSaid] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [at, setAt] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const shown = useMemo(() => lines(roots, said, only), [roots, said, only]);
  useLayoutEffect(() => setTop((grid.current?.getBoundingClientRect().top ?? 0) + window.scrollY), [shown.length]);
  const virtual = useWindowVirtualizer({ count: shown.length, estimateSize: () => ROW, overscan: 15, scrollMargin: top, enabled: shown.length > FEW });
  const current = Math.min(at, shown.length - 1);

  function fold(line: Line, open: boolean) {
    setSaid((now) => new Map(now).set(line.id, open));
  }
  function focus(to: number) {
    const next = Math.max(0, Math.min(shown.length - 1, to));
    setAt(next);
    if (shown.length > FEW) virtual.scrollToIndex(next);
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(`[data-line="${next}"]`)?.focus());
  }
  function press(event: React.KeyboardEvent) {
    const line = shown[current];
    if (line === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
    const node = line.branch?.node;
    switch (event.key) {
      case 'ArrowDown': case 'j': focus(current + 1); break;
      case 'ArrowUp': case 'k': focus(current - 1); break;
      case 'Home': focus(0); break;
      case 'End': focus(shown.length - 1); break;
      case 'ArrowRight':
        if (line.open === false) fold(line, true);
        else if (line.open === true) focus(current + 1);
        break;
      case 'ArrowLeft':
        if (line.open === true) fold(line, false);
        else focus(shown.findLastIndex((other, place) => place < current && other.level < line.level));
        break;
      case 'Enter':
        if (node === undefined) fold(line, true);
        else openObject(node);
        break;
      case 'e': if (node !== undefined) openObject(node, 'events'); break;
      case 'l': if (node !== undefined) openObject(node, 'logs'); break;
      case 'y': if (node !== undefined) openObject(node, 'yaml'); break;
      default: return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
  useKeys([
    { keys: 'j', does: 'Next object', group: 'Move', run: () => focus(grid.current?.contains(document.activeElement) === true ? current + 1 : current) },
    { keys: 'k', does: 'Previous object', group: 'Move', run: () => focus(current - 1) },
    { keys: '!', does: 'Only problems', group: 'Objects', run: () => setOnly(!only) },
  ]);

  if (shown.length === 0) {
    return (
      <div className="empty">
        <h3>No object has a problem</h3>
        <p>All objects of {id.name} are well and as Git says.</p>
        <button className="btn" onClick={() => setOnly(false)}>
          Show all
        </button>
      </div>
    );
  }
  const items = shown.length > FEW ? virtual.getVirtualItems().map((item) => item.index) : shown.map((_, index) => index);
  const first = items[0] ?? 0;
  const last = items[items.length - 1] ?? 0;
  const virtually = shown.length > FEW;
  return (
    // The rows take the focus and the keys reach the grid from there.
    // eslint-disable-next-line jsx-a11y/interactive-supports-focus
    <div ref={grid} className="tree" role="treegrid" aria-label={`Objects of ${id.name}`} aria-rowcount={shown.length} onKeyDown={press}
      style={virtually ? { paddingTop: first * ROW, paddingBottom: (shown.length - 1 - last) * ROW } : undefined}>
      {items.map((index) => {
        const line = shown[index];
        return line === undefined ? null : <Row key={line.id} line={line} index={index} current={index === current} onFocus={() => setAt(index)} fold={(open) => fold(line, open)} open={() => line.branch !== undefined && openObject(line.branch.node)} />;
      })}
    </div>
  );
}

function Row({ line, index, current, onFocus, fold, open }: { line: Line; index: number; current: boolean; onFocus: () => void; fold: (open: boolean) => void; open: () => void }) {
  const now = useNow();
  const { branch } = line;
  return (
    <div className="tr" role="row" data-line={index} aria-level={line.level} aria-rowindex={index + 1} aria-expanded={line.open} tabIndex={current ? 0 : -1} onFocus={onFocus}>
      <div className="obj" role="gridcell">
        {line.guides.slice(1).map((goes, at) => (
          <span key={at} className={goes ? 'g v' : 'g'} />
        ))}
        {line.level > 1 && <span className={line.last ? 'g l' : 'g t'} />}
        {line.open === undefined ? (
          <span className="tw" />
        ) : (
          <button className="tw" tabIndex={-1} aria-expanded={line.open} aria-label={line.open ? 'Fold' : 'Unfold'} onClick={() => fold(line.open !== true)}>
            <Icon name="down" />
          </button>
        )}
        {branch === undefined ? (
          <>
            <Mark said={ofHealth('Healthy')} />
            <button className="link-like muted" tabIndex={-1} onClick={() => fold(true)}>
              {line.folded.length} more, all well
            </button>
          </>
        ) : (
          <>
            <Mark said={markOf(branch)} />
            <span className="kind">{branch.node.kind}</span>
            <button className="link-like trunc" tabIndex={-1} title={branch.node.name} onClick={open}>
              {branch.node.name}
            </button>
          </>
        )}
      </div>
      <div className={branch !== undefined && branch.node.health?.status === 'Degraded' ? 'say bad' : 'say'} role="gridcell" title={branch === undefined ? undefined : saying(branch)}>
        {branch === undefined ? [...new Set(line.folded.map((one) => one.node.kind))].slice(0, 5).join(', ') : saying(branch)}
      </div>
      <div className="age" role="gridcell">
        {branch === undefined ? '' : age(branch.node.createdAt, now)}
      </div>
      {branch !== undefined && current && (
        <span className="keys hint" aria-hidden="true">
          <kbd>e</kbd> events <kbd>y</kbd> YAML {branch.node.kind === 'Pod' || branch.children.length > 0 ? <><kbd>l</kbd> logs</> : null}
        </span>
      )}
    </div>
  );
}

/** What is well but not as Git says has the shape of that; what has no health of its own is well. */
export function markOf(branch: Branch) {
  const status = branch.node.health?.status;
  if (branch.sync === 'OutOfSync' && status !== 'Degraded' && status !== 'Missing' && status !== 'Progressing') return ofSync('OutOfSync');
  return ofHealth(status === undefined || status === '' ? 'Healthy' : status);
}

