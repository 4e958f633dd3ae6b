import { Link, useOutletContext } from 'react-router';
import { useFleet } from '../../api/queries';
import type { FleetRow } from '../../api/types';
import { Blank, Broken, Loading } from '../../parts/Blank';
import { Icon } from '../../parts/Icon';
import { count } from '../../parts/words';
import { TopBar } from '../../shell/Shell';
import { AppTable } from './AppTable';
import { FilterBar } from './FilterBar';
import { isEmpty } from './filter';
import { needsAttention, standing } from './state';
import { useFilter } from './useFilter';

/** Where is app X, what runs there? */
export function Apps() {
  const fleet = useFleet();
  const { openPalette } = useOutletContext<{ openPalette: () => void }>();
  return (
    <>
      <TopBar openPalette={openPalette}>
        <nav className="crumbs" aria-label="Where">
          <span aria-current="page">Apps</span>
        </nav>
      </TopBar>
      <main className="page">
        {fleet.data !== undefined ? <Answer rows={fleet.data.rows} /> : fleet.isError ? <Broken cause={fleet.error} retry={() => void fleet.refetch()} /> : <Loading what="the apps" lines={16} />}
      </main>
    </>
  );
}

function Answer({ rows }: { rows: FleetRow[] }) {
  const { filter, set, found } = useFilter(rows);
  const clusters = new Set(rows.map((row) => row.cluster)).size;
  const trouble = rows.filter((row) => needsAttention(standing(row))).length;
  const moving = rows.filter((row) => ['progressing', 'held', 'suspended'].includes(standing(row))).length;
  const states = [trouble > 0 ? `${trouble.toLocaleString('en')} need attention` : 'none needs attention', moving > 0 ? `${moving.toLocaleString('en')} are moving or held` : ''];
  return (
    <>
      <section className="ask row spread" aria-labelledby="q">
        <div className="grow">
          <h1 id="q">
            {count(rows.length, 'app')} on {count(clusters, 'cluster')}: {states.filter((one) => one !== '').join(', ')}
          </h1>
          <p className="lead">Trouble first, then what moves, then the rest by last change.</p>
        </div>
        <Link className="btn primary" to="/applications/new">
          <Icon name="plus" />
          New app
        </Link>
      </section>
      <FilterBar rows={rows} filter={filter} set={set} placeholder="Name, commit, label, path" />
      <p className="vh" role="status">
        {count(found.length, 'app')} shown
      </p>
      {found.length === 0 ? (
        <Blank title={rows.length === 0 ? 'No app yet' : 'No app matches'}
          action={isEmpty(filter) ? undefined : <button className="btn" onClick={() => set({ text: '', states: [], project: '', cluster: '' })}>Clear the filter</button>}>
          {rows.length === 0 ? 'Create the first one.' : `${rows.length.toLocaleString('en')} apps are here, none fits all of what you asked for.`}
        </Blank>
      ) : (
        <AppTable rows={found} />
      )}
    </>
  );
}
