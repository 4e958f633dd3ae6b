import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { FleetRow } from '../../api/types';
import { Avatar } from '../../parts/Avatar';
import { Icon } from '../../parts/Icon';
import { useKeys } from '../../parts/keys';
import { useNow } from '../../parts/now';
import { age, short } from '../../parts/words';
import { appPath } from '../../shell/paths';
import { standing, wordsOf } from './state';

const ROW = 35;

/** Thousands of rows, of which only those in view are drawn. */
export function AppTable({ rows }: { rows: FleetRow[] }) {
  const table = useRef<HTMLTableElement>(null);
  const [top, setTop] = useState(0);
  const [at, setAt] = useState(-1);
  const navigate = useNavigate();
  const now = useNow();
  useLayoutEffect(() => setTop((table.current?.getBoundingClientRect().top ?? 0) + window.scrollY), [rows.length]);
  const virtual = useWindowVirtualizer({ count: rows.length, estimateSize: () => ROW, overscan: 12, scrollMargin: top, getItemKey: (index) => rows[index]?.id ?? index });

  function move(by: number) {
    const next = Math.max(0, Math.min(rows.length - 1, at + by));
    setAt(next);
    virtual.scrollToIndex(next);
  }
  const row = rows[at];
  useKeys([
    { keys: 'j', does: 'Next app', group: 'Move', run: () => move(1) },
    { keys: 'k', does: 'Previous app', group: 'Move', run: () => move(-1) },
    { keys: 'Enter', does: 'Open the app', group: 'Move', run: () => row !== undefined && void navigate(appPath(row)) },
  ]);

  const items = virtual.getVirtualItems();
  const before = (items[0]?.start ?? top) - top;
  const after = virtual.getTotalSize() - ((items[items.length - 1]?.end ?? top) - top);
  return (
    <table ref={table} className="tbl stack apps" aria-rowcount={rows.length + 1}>
      <thead>
        <tr>
          <th>App</th>
          <th>What it is doing</th>
          <th>Revision</th>
          <th>Cluster</th>
          <th>Project</th>
          <th>Last changed by</th>
          <th className="num">Since</th>
        </tr>
      </thead>
      <tbody>
        <Gap height={before} />
        {items.map((item) => {
          const one = rows[item.index];
          return one === undefined ? null : <AppRow key={item.key} row={one} index={item.index} chosen={item.index === at} now={now} measure={virtual.measureElement} />;
        })}
        <Gap height={after} />
      </tbody>
    </table>
  );
}

function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr className="gap" aria-hidden="true">
      <td colSpan={7} style={{ height }} />
    </tr>
  );
}

function AppRow({ row, index, chosen, now, measure }: { row: FleetRow; index: number; chosen: boolean; now: number; measure: (element: Element | null) => void }) {
  const words = wordsOf(standing(row));
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2} aria-selected={chosen || undefined} className={chosen ? 'is-sel' : undefined}>
      <td>
        <span className={`st ${words.colour}`}>
          <Icon name={words.icon} />
          <Link to={appPath(row)}>{row.name}</Link>
          <span className="vh">, {words.word}</span>
        </span>
      </td>
      <td className={words.icon === 'degraded' || words.icon === 'outofsync' ? 'say' : 'say muted'}>
        <span className="trunc block" title={saying(row)}>
          {saying(row)}
        </span>
      </td>
      <td className="nowrap hide-s mono">{short(row.revision)}</td>
      <td className="hide-s">{row.cluster}</td>
      <td className="hide-s">{row.project}</td>
      <td className="hide-s">
        {row.lastBy !== '' && (
          <span className="row nowrap">
            <Avatar name={row.lastBy} />
            <span className="trunc">{row.lastBy}</span>
          </span>
        )}
      </td>
      <td className="num nowrap">{age(row.since === '' ? row.lastAt : row.since, now)}</td>
    </tr>
  );
}

/** The headline without its age, which has a column; where there is none, how it stands. */
export function saying(row: FleetRow): string {
  if (row.headline !== '') return row.headline.replace(/^Not healthy for [^:]+: /, '');
  const words = wordsOf(standing(row)).word;
  return row.path === '' ? words : `${words}, ${row.path}`;
}
