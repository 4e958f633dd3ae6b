import { useEffect, useState } from 'react';
import { Link, Outlet, useLocation, useNavigate } from 'react-router';
import { session } from '../api/calls';
import { client, live, useFleet, useFleetStream, useLink, useSettings, useUser } from '../api/queries';
import { Avatar } from '../parts/Avatar';
import { Icon, type IconName } from '../parts/Icon';
import { Mark, ofStanding } from '../parts/Status';
import { useKeys, type Key } from '../parts/keys';
import { useOutside } from '../parts/useOutside';
import { Notices, failed } from '../parts/notices';
import { useNow } from '../parts/now';
import { useStored } from '../parts/stored';
import { age, clock } from '../parts/words';
import { needsAttention, standing } from '../screens/fleet/state';
import type { View } from '../screens/fleet/views';
import { appPath } from './paths';
import { KeySheet } from './KeySheet';
import { Palette } from './Palette';
import { switchTheme, useTheme } from './theme';

const places: { to: string; name: string; icon: IconName; keys: string }[] = [
  { to: '/', name: 'Fleet', icon: 'fleet', keys: 'g f' },
  { to: '/activity', name: 'Activity', icon: 'activity', keys: 'g h' },
  { to: '/applications', name: 'Apps', icon: 'apps', keys: 'g a' },
  { to: '/settings', name: 'Settings', icon: 'settings', keys: 'g s' },
];

/** Rail, top bar and what floats above every screen. */
export function Shell() {
  const user = useUser();
  const navigate = useNavigate();
  const location = useLocation();
  const signedOut = user.data?.loggedIn === false;
  useEffect(() => {
    if (signedOut) void navigate(`/login?return=${encodeURIComponent(location.pathname + location.search)}`, { replace: true });
  }, [signedOut, navigate, location]);
  if (user.data === undefined && user.isPending) return null;
  if (signedOut) return null;
  return <Frame />;
}

function Frame() {
  const [palette, setPalette] = useState(false);
  const [sheet, setSheet] = useState(false);
  const navigate = useNavigate();
  useFleetStream();
  const keys: Key[] = [
    { keys: '⌘K', does: 'Search or do something', group: 'Everywhere', run: () => setPalette(true) },
    { keys: '?', does: 'Show these keys', group: 'Everywhere', run: () => setSheet(true) },
    ...places.map((place) => ({ keys: place.keys, does: `Go to ${place.name}`, group: 'Everywhere', run: () => void navigate(place.to) })),
    { keys: 't', does: 'Switch light and dark', group: 'Everywhere', run: switchTheme },
  ];
  useKeys(keys);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the answer
      </a>
      <Rail onKeys={() => setSheet(true)} />
      <div className="main" id="main" tabIndex={-1}>
        <Outlet context={{ openPalette: () => setPalette(true) }} />
      </div>
      {palette && <Palette onClose={() => setPalette(false)} />}
      {sheet && <KeySheet onClose={() => setSheet(false)} />}
      <Notices />
    </div>
  );
}

function Rail({ onKeys }: { onKeys: () => void }) {
  const { pathname } = useLocation();
  const fleet = useFleet().data;
  const settings = useSettings().data;
  const trouble = fleet?.rows.filter((row) => needsAttention(standing(row))).length ?? 0;
  const current = pathname === '/' ? '/' : (places.slice(1).find((place) => pathname.startsWith(place.to))?.to ?? '');
  const where = settings?.url === undefined || settings.url === '' ? '' : hostOf(settings.url);
  return (
    <nav className="rail" aria-label="Main">
      <div className="brand">
        <Icon name="logo" />
        <span>Kilter</span>
        {where !== '' && <span className="where trunc">{where}</span>}
      </div>
      <div className="nav">
        {places.map((place) => (
          <Link key={place.to} to={place.to} className={place.to === '/' && trouble > 0 ? 'flag' : undefined} aria-current={place.to === current ? 'page' : undefined}>
            <Icon name={place.icon} />
            <span>{place.name}</span>
            {place.to === '/' && trouble > 0 && <span className="n hot">{trouble.toLocaleString('en')}<span className="vh"> need attention</span></span>}
            {place.to === '/applications' && fleet !== undefined && <span className="n">{fleet.rows.length.toLocaleString('en')}</span>}
          </Link>
        ))}
      </div>
      <Starred />
      <Views />
      <footer className="more">
        <button className="btn quiet sm" onClick={onKeys}>
          Keys <kbd>?</kbd>
        </button>
      </footer>
    </nav>
  );
}

function Starred() {
  const fleet = useFleet().data;
  const [stars] = useStored<string[]>('starred', []);
  const now = useNow();
  const rows = fleet === undefined ? [] : fleet.rows.filter((row) => stars.includes(row.id));
  if (rows.length === 0) return null;
  return (
    <div className="more">
      <h2>Starred</h2>
      <div className="nav sub">
        {rows.map((row) => (
          <Link key={row.id} className="sub" to={appPath(row)}>
            <Mark said={ofStanding(standing(row))} />
            <span className="trunc">{row.name}</span>
            {standing(row) !== 'healthy' && <span className="n">{age(row.since, now)}</span>}
          </Link>
        ))}
      </div>
    </div>
  );
}

function Views() {
  const [views] = useStored<View[]>('views', []);
  const { pathname, search } = useLocation();
  if (views.length === 0) return null;
  return (
    <div className="more">
      <h2>Views</h2>
      <div className="nav sub">
        {views.map((view) => (
          <Link key={view.to} className="sub" to={view.to} aria-current={view.to === pathname + search ? 'page' : undefined}>
            <Icon name="filter" />
            <span className="trunc">{view.name}</span>
          </Link>
        ))}
      </div>
    </div>
  );
}

/** The bar above a screen: where one is, at the left; search, link, theme and who one is, at the right. */
export function TopBar({ children, openPalette }: { children: React.ReactNode; openPalette: () => void }) {
  const now = useTheme();
  return (
    <header className="top">
      {children}
      <div className="end">
        <button className="search" onClick={openPalette}>
          <Icon name="search" />
          <span>Search or do…</span>
          <kbd>⌘K</kbd>
        </button>
        <LivePill />
        <button className="btn quiet icon sm theme" aria-label={now === 'dark' ? 'Switch to light' : 'Switch to dark'} onClick={switchTheme}>
          <Icon name={now === 'dark' ? 'sun' : 'moon'} />
        </button>
        <UserMenu />
      </div>
    </header>
  );
}

function LivePill() {
  const state = useLink();
  useNow(1000);
  if (state.link === 'live') {
    return (
      <button className="live" title="Every change arrives within a second" onClick={() => live.retry()}>
        <Icon name="live" />
        <span>Live</span>
      </button>
    );
  }
  const words = state.link === 'stale' && state.heardAt > 0 ? `Data from ${clock(new Date(state.heardAt).toISOString())}` : state.heardAt === 0 ? 'Connecting' : 'Reconnecting';
  return (
    <button className={`live ${state.link === 'stale' ? 'stale' : 'wait'}`} title={state.reason === '' ? words : `${words}: ${state.reason}. Press to try now.`} onClick={() => live.retry()}>
      <Icon name={state.link === 'stale' ? 'stale' : 'progressing'} className={state.link === 'stale' ? '' : 'spin'} />
      <span>{words}</span>
    </button>
  );
}

function UserMenu() {
  const user = useUser().data;
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const place = useOutside(open, () => setOpen(false));
  const name = user?.username ?? '';
  async function leave() {
    try {
      await session.signOut();
    } catch (cause) {
      failed(cause);
    }
    client.clear();
    live.stop();
    void navigate('/login');
  }
  return (
    <div className="menuplace" ref={place}>
      <button className="me" aria-haspopup="true" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Avatar name={name} large />
        <span className="vh">Signed in as {name}</span>
      </button>
      {open && (
        <div className="menu" role="group" aria-label="Account">
          <p className="who">
            <b>{name}</b>
            <span className="faint">{(user?.groups ?? []).join(', ')}</span>
          </p>
          <hr />
          <button onClick={() => void navigate('/settings/access')}>
            <Icon name="key" />
            What may I do?
          </button>
          <button onClick={switchTheme}>
            <Icon name="sun" />
            Switch light and dark
          </button>
          <hr />
          <button onClick={() => void leave()}>
            <Icon name="ext" />
            Sign out
          </button>
        </div>
      )}
    </div>
  );
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return '';
  }
}
