import { useEffect, useMemo, useRef, useState } from 'react';
import { Loading } from '../../parts/Blank';
import { Icon } from '../../parts/Icon';
import { Mark, ofHealth } from '../../parts/Status';
import { useApp } from './context';
import { CARD, type Plan, type Shape } from './layout';
import { saying, type Branch } from './branches';
import { markOf } from './Outline';

const SPARE = 300;

/** The same objects as a drawing. Only the cards in view are drawn; their places are worked out beside the page. */
export function ObjectMap({ roots, only }: { roots: Branch[]; only: boolean }) {
  const { id, app, openObject } = useApp();
  const [made, setMade] = useState<Plan>();
  const frame = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ x: 0, y: 0, width: 1400, height: 800 });

  const { shape, branches } = useMemo(() => {
    const byId = new Map<string, Branch>();
    const of = (branch: Branch): Shape => {
      byId.set(branch.id, branch);
      return { id: branch.id, children: branch.children.filter((child) => !only || child.trouble).map(of) };
    };
    return { shape: { id: '', children: roots.filter((root) => !only || root.trouble).map(of) }, branches: byId };
  }, [roots, only]);

  useEffect(() => {
    const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = (event: MessageEvent<Plan>) => setMade(event.data);
    worker.postMessage(shape);
    return () => worker.terminate();
  }, [shape]);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const look = () => setView({ x: element.scrollLeft, y: element.scrollTop, width: element.clientWidth, height: element.clientHeight });
    look();
    element.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [made === undefined]); // eslint-disable-line react-hooks/exhaustive-deps

  if (made === undefined) return <Loading what="the map" />;
  const spots = new Map(made.spots.map((spot) => [spot.id, spot]));
  const near = made.spots.filter((spot) => spot.x + CARD.width > view.x - SPARE && spot.x < view.x + view.width + SPARE && spot.y + CARD.height > view.y - SPARE && spot.y < view.y + view.height + SPARE);
  const wires = made.spots.filter((spot) => {
    const parent = spots.get(spot.parent);
    return parent !== undefined && Math.max(spot.y, parent.y) > view.y - SPARE && Math.min(spot.y, parent.y) < view.y + view.height + SPARE;
  });
  return (
    <div className="map" ref={frame} role="group" aria-label={`Map of ${id.name}; the outline says the same`}>
      <div className="plane" style={{ width: made.width, height: made.height }}>
        <svg width={made.width} height={made.height} aria-hidden="true" className="wires">
          {wires.map((spot) => {
            const parent = spots.get(spot.parent);
            if (parent === undefined) return null;
            const [fromX, fromY, toX, toY] = [parent.x + CARD.width, parent.y + CARD.height / 2, spot.x, spot.y + CARD.height / 2];
            const middle = (fromX + toX) / 2;
            return <path key={spot.id} d={`M${fromX} ${fromY}C${middle} ${fromY} ${middle} ${toY} ${toX} ${toY}`} className={branches.get(spot.id)?.node.health?.status === 'Degraded' ? 'bad' : undefined} />;
          })}
        </svg>
        {near.map((spot) => {
          const branch = branches.get(spot.id);
          if (branch === undefined) {
            return (
              <div key="app" className="card" style={{ left: spot.x, top: spot.y }}>
                <span className="k">
                  <Icon name="apps" />
                  Application
                </span>
                <b>{id.name}</b>
                <span className="s">{ofHealth(app.status?.health?.status).word}</span>
              </div>
            );
          }
          return (
            <button key={spot.id} className={branch.node.health?.status === 'Degraded' ? 'card bad' : 'card'} style={{ left: spot.x, top: spot.y }} title={branch.node.name} onClick={() => openObject(branch.node)}>
              <span className="k">
                <Mark said={markOf(branch)} />
                {branch.node.kind}
              </span>
              <b>{branch.node.name}</b>
              <span className="s">{saying(branch)}</span>
            </button>
          );
        })}
      </div>
    </div>
  );
}
