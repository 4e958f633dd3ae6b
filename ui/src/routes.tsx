import { createBrowserRouter, Navigate, useNavigate, useOutletContext, useRouteError } from 'react-router';
import { Broken } from './parts/Blank';
import { moved } from './shell/paths';
import { Shell, TopBar } from './shell/Shell';
import { Fleet } from './screens/fleet/Fleet';
import { Apps } from './screens/fleet/Apps';
import { Login } from './screens/login/Login';
import { ByName } from './screens/app/ByName';

/** A screen of its own file, which is loaded when it is first asked for. */
function lazy<M extends Record<string, unknown>>(load: () => Promise<M>, name: keyof M) {
  return async () => ({ Component: (await load())[name] as React.ComponentType });
}

export const router = createBrowserRouter([
  { path: '/login', element: <Login />, errorElement: <RouteBroken /> },
  {
    path: '/',
    element: <Shell />,
    errorElement: <RouteBroken />,
    children: [
      {
        errorElement: <ScreenBroken />,
        children: [
          { index: true, element: <Fleet /> },
          { path: 'applications', element: <Apps /> },
          { path: 'applications/:name', element: <ByName /> },
          {
            path: 'applications/:namespace/:name',
            lazy: lazy(() => import('./screens/app/AppFrame'), 'AppFrame'),
            children: [
              { index: true, lazy: lazy(() => import('./screens/app/Overview'), 'Overview') },
              { path: 'changes', lazy: lazy(() => import('./screens/changes/Changes'), 'Changes') },
              { path: 'history', lazy: lazy(() => import('./screens/history/History'), 'History') },
              { path: 'run', lazy: lazy(() => import('./screens/run/Run'), 'Run') },
            ],
          },
          { path: 'applications/new', lazy: lazy(() => import('./screens/create/Create'), 'Create') },
          { path: 'settings/:section?', lazy: lazy(() => import('./screens/settings/Settings'), 'Settings') },
          { path: 'activity', lazy: lazy(() => import('./screens/activity/Activity'), 'Activity') },
          ...Object.entries(moved).map(([path, to]) => ({ path, element: <Navigate replace to={to} /> })),
          { path: '*', element: <Nowhere /> },
        ],
      },
    ],
  },
]);

function RouteBroken() {
  const cause = useRouteError();
  return (
    <main className="page">
      <Broken cause={cause} retry={() => location.reload()} />
    </main>
  );
}

function ScreenBroken() {
  const cause = useRouteError();
  const navigate = useNavigate();
  return (
    <main className="page">
      <Broken cause={cause} retry={() => void navigate(0)} />
    </main>
  );
}

function Nowhere() {
  const { openPalette } = useOutletContext<{ openPalette: () => void }>();
  return (
    <>
      <TopBar openPalette={openPalette}>
        <span />
      </TopBar>
      <main className="page">
        <div className="empty">
          <h1 className="h3">There is no page here.</h1>
          <p>The address may be of an older version, or cut short. What you look for may be found by name.</p>
          <button className="btn primary" onClick={openPalette}>
            Search
          </button>
        </div>
      </main>
    </>
  );
}
