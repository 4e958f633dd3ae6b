import { memo, useDeferredValue, useMemo } from 'react';
import { Link, useNavigate, useOutletContext, useSearchParams } from 'react-router';
import { useFleet } from '../../api/queries';
import type { FleetRow } from '../../api/types';
import { Avatar } from '../../parts/Avatar';
import { Blank, Broken, Loading } from '../../parts/Blank';
import { Icon } from '../../parts/Icon';
import { Mark, Status, ofStanding } from '../../parts/Status';
import { useNow } from '../../parts/now';
import { age, count, list, short } from '../../parts/words';
import { appPath } from '../../shell/paths';
import { TopBar } from '../../shell/Shell';
import { AppTable, saying } from './AppTable';
import { FilterBar } from './FilterBar';
import { Heat } from './Heat';
import { causes, type Cause } from './causes';
import { isEmpty } from './filter';
import { standing } from './state';
import { useFilter } from './useFilter';

/** What needs me now? */
export function Fleet() {
  const fleet = useFleet();
  const { openPalette } = useOutletContext<{ openPalette: () => void }>();
  return (
    <>
      <TopBar openPalette={openPalette}>
        <nav className="crumbs" aria-label="Where">
          <span aria-current="page">Fleet</span>
        </nav>
      </TopBar>
      <main className="page">
        {fleet.data !== undefined ? <Answer rows={fleet.data.rows} /> : fleet.isError ? <Broken cause={fleet.error} retry={() => void fleet.refetch()} /> : <Loading what="the fleet" lines={12} />}
      </main>
    </>
  );
}

const SHOWN_CAUSES = 12;

function Answer({ rows }: { rows: FleetRow[] }) {
  const found = useMemo(() => causes(rows), [rows]);
  const now = useNow();
  const below = useDeferredValue(rows);
  if (rows.length === 0) return <FirstRun />;
  const trouble = found.reduce((sum, cause) => sum + cause.rows.length, 0);
  return (
    <>
      <section className="ask" aria-labelledby="q">
        <h1 id="q">{question(rows.length, trouble, found.length)}</h1>
        <p className="lead">{rest(rows, trouble, now)}</p>
      </section>
      <div className="causes">
        {found.slice(0, SHOWN_CAUSES).map((cause) => (
          <CauseOf key={cause.key} cause={cause} now={now} />
        ))}
        {found.length > SHOWN_CAUSES && <p className="muted small">{count(found.length - SHOWN_CAUSES, 'more cause')}; filter the apps below by Degraded or Out of sync to see them all.</p>}
      </div>
      <All rows={below} />
      <RollingOut rows={rows} now={now} />
    </>
  );
}

export function question(all: number, trouble: number, reasons: number): string {
  if (trouble === 0) return all === 1 ? 'The one app is fine' : `All ${all.toLocaleString('en')} apps are fine`;
  const why = reasons === 1 ? 'for one reason' : `for ${reasons} reasons`;
  return `${trouble.toLocaleString('en')} of ${count(all, 'app')} ${trouble === 1 ? 'needs' : 'need'} attention${trouble === 1 ? '' : `, ${why}`}`;
}

function rest(rows: FleetRow[], trouble: number, now: number): string {
  const of = (...states: string[]) => rows.filter((row) => states.includes(standing(row))).length;
  const parts = [
    [of('healthy'), 'healthy'], [of('progressing'), 'rolling out'], [of('held', 'suspended'), 'held on purpose'], [of('unknown'), 'not known yet'],
  ] as const;
  const said = list(parts.filter(([number]) => number > 0).map(([number, word]) => `${number.toLocaleString('en')} ${word}`));
  const last = rows.reduce((one, other) => (other.lastAt > one.lastAt ? other : one));
  const change = last.lastAt === '' ? '' : ` Last change ${age(last.lastAt, now)} ago, ${last.name}${last.lastBy === '' ? '' : ` by ${last.lastBy}`}.`;
  const others = rows.length - trouble;
  if (others === 0) return change.trim();
  return `${trouble === 0 ? 'Nothing needs you' : `The other ${others.toLocaleString('en')} are fine`}: ${said}.${change}`;
}

const SHOWN_APPS = 5;

function CauseOf({ cause, now }: { cause: Cause; now: number }) {
  const first = cause.rows[0] as FleetRow;
  const single = cause.rows.length === 1;
  return (
    <article className="cause">
      <Mark said={ofStanding(cause.state)} />
      <div>
        <div className="hd">
          <div>
            <h2>
              <Coded text={cause.title} />
            </h2>
            {cause.common !== '' && <p>{cause.common}</p>}
          </div>
          <div className="acts">
            <Link className="btn" to={single ? actionOf(first).to : `/?q=&state=${cause.state}`}>
              <Icon name={actionOf(first).icon} />
              {single ? actionOf(first).label : 'Show them'}
            </Link>
          </div>
        </div>
        <ul>
          {cause.rows.slice(0, SHOWN_APPS).map((row) => (
            <li key={row.id}>
              <Link className="trunc" to={appPath(row)}>
                {row.project} / {row.name}
              </Link>
              <span className="say trunc">{single ? where(row) : saying(row)}</span>
              <span className="who">
                <Avatar name={row.lastBy} />
                <span className="trunc">{row.cluster}</span>
              </span>
              <span className="age">{age(row.since, now)}</span>
            </li>
          ))}
        </ul>
        {cause.rows.length > SHOWN_APPS && <p className="small">and {count(cause.rows.length - SHOWN_APPS, 'more app')}</p>}
      </div>
    </article>
  );
}

function where(row: FleetRow): string {
  const revision = row.revision === '' ? row.target : short(row.revision);
  const by = row.lastBy === '' ? '' : ` by ${row.lastBy}`;
  return `at ${revision}${by}, ${row.path}`.replace(/, $/, '');
}

function actionOf(row: FleetRow): { to: string; label: string; icon: 'diff' | 'right' | 'progressing' } {
  if (row.code.startsWith('KIL-DRIFT-')) return { to: appPath(row, 'changes'), label: 'See changes', icon: 'diff' };
  if (row.code === 'KIL-WAVE-BLOCKED') return { to: appPath(row, 'run'), label: 'See the run', icon: 'right' };
  return { to: appPath(row), label: 'Look into it', icon: 'right' };
}

/** What looks like an image, a file or a field is set as code. */
export function Coded({ text }: { text: string }) {
  const parts = text.split(/(\s|[,;](?=\s|$)|:(?=\s|$))/);
  return (
    <>
      {parts.map((part, at) =>
        /^[\w.\-/]+(:[\w.-]+)+$|^[\w./-]+\.(ya?ml|json|tpl|jsonnet)(:\d+)?$|^[A-Z]+_[A-Z_]+$/.test(part) ? <code key={at}>{part}</code> : part,
      )}
    </>
  );
}

/** So many can be read as a table; more are a pattern, where trouble stands out. */
const FEW = 40;

const All = memo(function All({ rows }: { rows: FleetRow[] }) {
  const [search, setSearch] = useSearchParams();
  const table = (search.get('view') ?? (rows.length <= FEW ? 'table' : 'grid')) === 'table';
  const { filter, set, found } = useFilter(rows, table);
  function show(view: string) {
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        next.set('view', view);
        return next;
      },
      { preventScrollReset: true },
    );
  }
  return (
    <section className="sect" aria-labelledby="all">
      <div className="sect-h">
        <h2 id="all">
          All apps <span className="count" role="status">{isEmpty(filter) ? rows.length.toLocaleString('en') : `${found.length.toLocaleString('en')} of ${rows.length.toLocaleString('en')}`}</span>
        </h2>
        <span className="grow" />
        <div className="seg" role="group" aria-label="Show as">
          <button aria-pressed={!table} onClick={() => show('grid')}>
            Grid
          </button>
          <button aria-pressed={table} onClick={() => show('table')}>
            Table
          </button>
        </div>
      </div>
      <FilterBar rows={rows} filter={filter} set={set} placeholder={`Filter ${count(rows.length, 'app')}`} />
      {found.length === 0 ? (
        <Blank title="No app matches" action={<button className="btn" onClick={() => set({ text: '', states: [], project: '', cluster: '' })}>Clear the filter</button>}>
          {rows.length.toLocaleString('en')} apps are here, none fits all of what you asked for.
        </Blank>
      ) : table ? (
        <AppTable rows={found} />
      ) : (
        <Heat rows={found} />
      )}
    </section>
  );
});

function RollingOut({ rows, now }: { rows: FleetRow[]; now: number }) {
  const moving = rows.filter((row) => standing(row) === 'progressing').slice(0, 12);
  if (moving.length === 0 || rows.length <= FEW) return null;
  return (
    <section className="sect" aria-label="Rolling out now">
      <div className="sect-h">
        <h2>
          Rolling out <span className="count">{rows.filter((row) => standing(row) === 'progressing').length}</span>
        </h2>
      </div>
      <table className="tbl stack">
        <thead>
          <tr>
            <th>App</th>
            <th>What it is doing</th>
            <th>Revision</th>
            <th>Where</th>
            <th>By</th>
            <th className="num">Since</th>
          </tr>
        </thead>
        <tbody>
          {moving.map((row) => (
            <tr key={row.id}>
              <td>
                <Status said={ofStanding('progressing')}>
                  <Link className="plain" to={appPath(row, 'run')}>
                    {row.name}
                  </Link>
                </Status>
              </td>
              <td>{saying(row)}</td>
              <td className="mono">{short(row.revision)}</td>
              <td className="hide-s">{row.cluster}</td>
              <td className="hide-s">
                <span className="row nowrap">
                  <Avatar name={row.lastBy} />
                  {row.lastBy}
                </span>
              </td>
              <td className="num nowrap">{age(row.since, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FirstRun() {
  const navigate = useNavigate();
  return (
    <>
      <section className="ask">
        <h1>No app yet: Kilter is ready for the first</h1>
        <p className="lead">An app is a folder in Git and a place in a cluster. Kilter keeps the second as the first says.</p>
      </section>
      <div className="empty">
        <h3>Create one here, or from a terminal</h3>
        <p>
          <code>kilter app create guestbook --repo https://… --path guestbook --dest-namespace default --sync</code>
        </p>
        <button className="btn primary" onClick={() => void navigate('/applications/new')}>
          <Icon name="plus" />
          Create an app
        </button>
      </div>
    </>
  );
}
