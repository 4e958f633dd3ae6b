import { lazy, Suspense, useMemo, useState } from 'react';
import { Link, Navigate, Outlet, useLocation, useNavigate, useOutletContext, useParams, useSearchParams } from 'react-router';
import { useApplication, useFleet } from '../../api/queries';
import type { FleetRow, ObjectRef } from '../../api/types';
import { Broken, Loading } from '../../parts/Blank';
import { Icon } from '../../parts/Icon';
import { useKeys } from '../../parts/keys';
import { useStored } from '../../parts/stored';
import { appPath, nodeOf, nodeText, ofArgo, type AppView } from '../../shell/paths';
import { TopBar } from '../../shell/Shell';
import { byAttention, needsAttention, standing } from '../fleet/state';
import type { AppContext } from './context';
import { SyncDialog } from './SyncDialog';
import { useActions, useMay } from './useActions';

const ObjectDrawer = lazy(() => import('../object/ObjectDrawer').then((file) => ({ default: file.ObjectDrawer })));

const tabs: { view: AppView; name: string; key: string }[] = [
  { view: '', name: 'Overview', key: 'o' },
  { view: 'changes', name: 'Changes', key: 'd' },
  { view: 'run', name: 'Sync run', key: 'w' },
  { view: 'history', name: 'History', key: 'h' },
];

/** What stands around every view of one application: where one is, its views, what can be done anywhere. */
export function AppFrame() {
  const { namespace = '', name = '' } = useParams();
  const id = useMemo(() => ({ namespace, name }), [namespace, name]);
  const application = useApplication(id);
  const { openPalette } = useOutletContext<{ openPalette: () => void }>();
  const location = useLocation();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const [asking, setAsking] = useState(false);
  const actions = useActions(id);
  const app = application.data;
  const may = useMay(id, app?.spec.project);
  const neighbours = useNeighbours(`${namespace}/${name}`);
  const view = (location.pathname.split('/')[4] ?? '') as AppView;

  const askSync = () => {
    if (may.sync.allowed) setAsking(true);
  };
  const go = (row: FleetRow | undefined) => row !== undefined && void navigate(appPath(row, view));
  useKeys([
    ...tabs.map((tab) => ({ keys: tab.key, does: `See ${tab.name.toLowerCase()} of ${name}`, group: 'This app', run: () => void navigate(appPath(id, tab.view)) })),
    { keys: 's', does: `Sync ${name}`, group: 'This app', run: askSync },
    { keys: 'R', does: `Refresh ${name}`, group: 'This app', run: () => actions.refresh.mutate(false) },
    { keys: '[', does: 'Previous app that needs attention', group: 'This app', run: () => go(neighbours.before) },
    { keys: ']', does: 'Next app that needs attention', group: 'This app', run: () => go(neighbours.after) },
  ]);

  const elsewhere = view === '' ? ofArgo(search) : undefined;
  if (elsewhere !== undefined) return <Navigate replace to={appPath(id, elsewhere)} />;

  const node = nodeOf(search);
  function openObject(object: ObjectRef, tab = '') {
    setSearch((now) => {
      const next = new URLSearchParams(now);
      next.set('node', nodeText(object));
      if (tab === '') next.delete('tab');
      else next.set('tab', tab);
      return next;
    }, { preventScrollReset: true });
  }
  function closeObject() {
    setSearch((now) => {
      const next = new URLSearchParams(now);
      for (const one of ['node', 'tab', 'resource']) next.delete(one);
      return next;
    }, { preventScrollReset: true });
  }

  const different = app?.status?.resources?.filter((one) => one.status === 'OutOfSync').length;
  return (
    <>
      <TopBar openPalette={openPalette}>
        <nav className="crumbs" aria-label="Where">
          <Link className="opt-crumb" to="/applications">
            Apps
          </Link>
          <span className="sep opt-crumb">/</span>
          {app !== undefined && (
            <>
              <Link className="opt-crumb" to={`/applications?project=${encodeURIComponent(app.spec.project)}`}>
                {app.spec.project}
              </Link>
              <span className="sep opt-crumb">/</span>
            </>
          )}
          <span className="crumb trunc" aria-current="page">
            {name}
          </span>
          {neighbours.said !== '' && (
            <span className="stepper">
              <button className="btn quiet icon sm" aria-label="Previous app that needs attention" disabled={neighbours.before === undefined} onClick={() => go(neighbours.before)}>
                <Icon name="left" />
              </button>
              <span>{neighbours.said}</span>
              <button className="btn quiet icon sm" aria-label="Next app that needs attention" disabled={neighbours.after === undefined} onClick={() => go(neighbours.after)}>
                <Icon name="right" />
              </button>
            </span>
          )}
        </nav>
      </TopBar>
      <nav className="tabs" aria-label="Application">
        {tabs.map((tab) => (
          <Link key={tab.view} to={appPath(id, tab.view)} aria-current={view === tab.view ? 'page' : undefined}>
            {tab.name}
            {tab.view === 'changes' && different !== undefined && <span className="n">{different}</span>}
          </Link>
        ))}
        <div className="end">
          <Star id={`${namespace}/${name}`} />
          <button className="btn quiet sm" disabled={actions.refresh.isPending} onClick={() => actions.refresh.mutate(false)}>
            <Icon name="refresh" className={actions.refresh.isPending ? 'spin' : ''} />
            Refresh
          </button>
          <button className="btn sm" aria-disabled={!may.sync.allowed || undefined} title={may.sync.allowed ? undefined : `needs ${may.sync.missing}`} onClick={askSync}>
            <Icon name={may.sync.allowed ? 'sync' : 'lock'} />
            Sync…
          </button>
        </div>
      </nav>
      {app !== undefined ? (
        <Outlet context={{ id, app, actions, may, openObject, askSync } satisfies AppContext} />
      ) : (
        <main className="page">{application.isError ? <Broken cause={application.error} retry={() => void application.refetch()} /> : <Loading what={name} lines={10} />}</main>
      )}
      {asking && app !== undefined && <SyncDialog id={id} app={app} actions={actions} may={may} onClose={() => setAsking(false)} />}
      {node !== undefined && app !== undefined && (
        <Suspense fallback={null}>
          <ObjectDrawer key={nodeText(node)} id={id} app={app} object={node} may={may} tab={search.get('tab') ?? 'summary'} open={openObject} onClose={closeObject} />
        </Suspense>
      )}
    </>
  );
}

function useNeighbours(id: string): { before: FleetRow | undefined; after: FleetRow | undefined; said: string } {
  const rows = useFleet().data?.rows;
  return useMemo(() => {
    const trouble = (rows ?? []).filter((row) => needsAttention(standing(row))).sort(byAttention);
    const at = trouble.findIndex((row) => row.id === id);
    if (at < 0) return { before: undefined, after: undefined, said: '' };
    return { before: trouble[at - 1], after: trouble[at + 1], said: `${at + 1} of ${trouble.length} needing attention` };
  }, [rows, id]);
}

function Star({ id }: { id: string }) {
  const [stars, setStars] = useStored<string[]>('starred', []);
  const on = stars.includes(id);
  return (
    <button className={`btn quiet icon sm star${on ? ' on' : ''}`} aria-pressed={on} aria-label="Starred" onClick={() => setStars(on ? stars.filter((one) => one !== id) : [...stars, id])}>
      <Icon name="star" />
    </button>
  );
}
