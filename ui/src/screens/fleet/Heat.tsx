import { order } from '../../parts/order';
import { memo, useEffect, useMemo, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { FleetRow } from '../../api/types';
import { count } from '../../parts/words';
import { appPath } from '../../shell/paths';
import { useTheme } from '../../shell/theme';
import { needsAttention, standing, wordsOf, type Standing } from './state';

const MANY = 2000;

interface Group {
  name: string;
  rows: FleetRow[];
  trouble: number;
}

function groups(rows: FleetRow[]): Group[] {
  const found = new Map<string, Group>();
  for (const row of rows) {
    const name = `${row.project}, ${row.cluster}`;
    let group = found.get(name);
    if (group === undefined) found.set(name, (group = { name, rows: [], trouble: 0 }));
    group.rows.push(row);
    if (needsAttention(standing(row))) group.trouble++;
  }
  const all = [...found.values()];
  for (const group of all) group.rows.sort((one, other) => order(one.name, other.name));
  return all.sort((one, other) => Number(other.trouble > 0) - Number(one.trouble > 0) || other.rows.length - one.rows.length || order(one.name, other.name));
}

function looksAlike(one: Group, other: Group): boolean {
  return one.rows.length === other.rows.length && one.rows.every((row, at) => row.id === other.rows[at]?.id && standing(row) === standing(other.rows[at] ?? row));
}

/** Where the trouble is: a shape an application, grouped by project and cluster. The table says the same in words. */
export function Heat({ rows }: { rows: FleetRow[] }) {
  const before = useRef<Map<string, Group>>(new Map());
  const all = useMemo(() => {
    // A group that looks as before stays the same object, so that its canvas is not drawn again.
    const now = groups(rows).map((group) => {
      const old = before.current.get(group.name);
      return old !== undefined && looksAlike(old, group) ? old : group;
    });
    before.current = new Map(now.map((group) => [group.name, group]));
    return now;
  }, [rows]);
  const small = rows.length > MANY;
  return (
    <div className="heat">
      {all.map((group) => (
        <div key={group.name}>
          <h3>
            <span className="trunc name">{group.name}</span>
            <span>{group.trouble > 0 ? `${group.trouble} of ${group.rows.length.toLocaleString('en')}` : group.rows.length.toLocaleString('en')}</span>
          </h3>
          <Cells group={group} small={small} />
        </div>
      ))}
    </div>
  );
}

const Cells = memo(function Cells({ group, small }: { group: Group; small: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const navigate = useNavigate();
  const theme = useTheme();
  const { rows } = group;

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const size = small ? 6 : 12;
    const step = size + (small ? 2 : 3);
    let columns = 1;
    let seen = false;
    const paint = () => {
      columns = Math.max(1, Math.floor(element.clientWidth / step));
      element.style.setProperty('height', `${Math.ceil(rows.length / columns) * step}px`);
      if (seen) draw(element, rows, size, step, columns);
    };
    const near = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen = true;
      near.disconnect();
      paint();
    }, { rootMargin: '300px' });
    paint();
    near.observe(element);
    const at = (event: MouseEvent): FleetRow | undefined => {
      const box = element.getBoundingClientRect();
      const column = Math.floor((event.clientX - box.left) / step);
      return column < columns ? rows[Math.floor((event.clientY - box.top) / step) * columns + column] : undefined;
    };
    const hover = (event: MouseEvent) => {
      const row = at(event);
      element.title = row === undefined ? '' : `${row.name}: ${wordsOf(standing(row)).word}${row.headline === '' ? '' : `. ${row.headline}`}`;
      element.classList.toggle('on', row !== undefined);
    };
    const press = (event: MouseEvent) => {
      const row = at(event);
      if (row !== undefined) void navigate(appPath(row));
    };
    const resized = new ResizeObserver(paint);
    resized.observe(element.parentElement ?? element);
    element.addEventListener('mousemove', hover);
    element.addEventListener('click', press);
    return () => {
      resized.disconnect();
      near.disconnect();
      element.removeEventListener('mousemove', hover);
      element.removeEventListener('click', press);
    };
    // The theme is no value of the drawing, but its colours are.
  }, [rows, small, navigate, theme]);

  return (
    <div role="img" aria-label={`${count(rows.length, 'app')}, ${group.trouble} need attention`}>
      <canvas ref={canvas} className="heatmap" />
    </div>
  );
});

/** Colours as the style sheet has them now: a canvas knows no variables. */
function colours(near: HTMLElement): Record<Standing, string> {
  const probe = document.createElement('span');
  near.append(probe);
  const read = (name: string) => {
    probe.style.setProperty('color', `var(${name})`);
    return getComputedStyle(probe).color;
  };
  const found: Record<Standing, string> = {
    degraded: read('--degraded-solid'),
    outofsync: read('--outofsync-solid'),
    missing: read('--missing'),
    unknown: read('--unknown'),
    progressing: read('--progressing'),
    held: read('--suspended'),
    suspended: read('--suspended'),
    healthy: read('--cell-healthy'),
  };
  probe.remove();
  return found;
}

function draw(canvas: HTMLCanvasElement, rows: FleetRow[], size: number, step: number, columns: number): void {
  const ratio = window.devicePixelRatio || 1;
  const height = Math.ceil(rows.length / columns) * step;
  canvas.width = Math.round(canvas.clientWidth * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.scale(ratio, ratio);
  const paint = colours(canvas.parentElement ?? document.body);
  rows.forEach((row, at) => {
    const state = standing(row);
    context.fillStyle = paint[state];
    context.strokeStyle = paint[state];
    shape(context, state, (at % columns) * step, Math.floor(at / columns) * step, size);
  });
}

/** Octagon, diamond, ring, frame, dotted frame, disc: in grey they differ too. */
function shape(context: CanvasRenderingContext2D, state: Standing, x: number, y: number, size: number): void {
  const middle = size / 2;
  const line = size > 8 ? 2 : 1.4;
  context.lineWidth = line;
  context.beginPath();
  switch (state) {
    case 'degraded': {
      const cut = size * 0.3;
      const points = [[cut, 0], [size - cut, 0], [size, cut], [size, size - cut], [size - cut, size], [cut, size], [0, size - cut], [0, cut]] as const;
      points.forEach(([dx, dy], at) => (at === 0 ? context.moveTo(x + dx, y + dy) : context.lineTo(x + dx, y + dy)));
      context.closePath();
      context.fill();
      return;
    }
    case 'outofsync':
      context.moveTo(x + middle, y);
      context.lineTo(x + size, y + middle);
      context.lineTo(x + middle, y + size);
      context.lineTo(x, y + middle);
      context.closePath();
      context.fill();
      return;
    case 'progressing':
      context.arc(x + middle, y + middle, middle - line / 2, 0, 2 * Math.PI);
      context.stroke();
      return;
    case 'held':
    case 'suspended':
      context.strokeRect(x + line / 2, y + line / 2, size - line, size - line);
      return;
    case 'missing':
    case 'unknown':
      context.setLineDash([2, 1.5]);
      context.arc(x + middle, y + middle, middle - line / 2, 0, 2 * Math.PI);
      context.stroke();
      context.setLineDash([]);
      return;
    case 'healthy':
      context.roundRect(x, y, size, size, size > 8 ? 3 : 1.5);
      context.fill();
  }
}
