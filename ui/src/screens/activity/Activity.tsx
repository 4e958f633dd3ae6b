import { useInfiniteQuery } from '@tanstack/react-query';
import { Fragment, useMemo } from 'react';
import { Link, useOutletContext, useSearchParams } from 'react-router';
import { activity } from '../../api/calls';
import type { JournalEntry } from '../../api/types';
import { Avatar } from '../../parts/Avatar';
import { Blank, Broken, Loading } from '../../parts/Blank';
import { Icon } from '../../parts/Icon';
import { Status, ofPhase } from '../../parts/Status';
import { useNow } from '../../parts/now';
import { count, short, when } from '../../parts/words';
import { appPath } from '../../shell/paths';
import { TopBar } from '../../shell/Shell';
import { happened, outcomeOf, who } from './entries';

/** What changed, who did it? */
export function Activity() {
  const { openPalette } = useOutletContext<{ openPalette: () => void }>();
  const pages = useInfiniteQuery({
    queryKey: ['activity'],
    queryFn: ({ pageParam, signal }) => activity(pageParam === '' ? undefined : pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (last: JournalEntry[]) => (last.length < 200 ? undefined : last.at(-1)?.at),
    refetchInterval: 15_000,
  });
  const entries = useMemo(() => pages.data?.pages.flat(), [pages.data]);
  return (
    <>
      <TopBar openPalette={openPalette}>
        <nav className="crumbs" aria-label="Where">
          <span aria-current="page">Activity</span>
        </nav>
      </TopBar>
      <main className="page">
        {entries !== undefined ? (
          <Answer entries={entries} more={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined} />
        ) : pages.isError ? (
          <Broken cause={pages.error} retry={() => void pages.refetch()} />
        ) : (
          <Loading what="what happened" lines={12} />
        )}
      </main>
    </>
  );
}

const HOUR = 3_600_000;

function Answer({ entries, more }: { entries: JournalEntry[]; more: (() => void) | undefined }) {
  const [search, setSearch] = useSearchParams();
  const now = useNow();
  const text = search.get('q') ?? '';
  const bad = search.get('failed') === '1';
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const shown = entries.filter((entry) => {
    const all = `${entry.application?.name ?? ''} ${entry.application?.project ?? ''} ${who(entry)} ${happened(entry)} ${entry.revision ?? ''}`.toLowerCase();
    return (!bad || outcomeOf(entry) === 'bad') && words.every((word) => all.includes(word));
  });
  const recent = entries.filter((entry) => now - Date.parse(entry.at) < HOUR);
  const people = new Set(recent.map(who)).size;
  const set = (name: string, value: string) =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (value === '') next.delete(name);
      else next.set(name, value);
      return next;
    }, { replace: true });
  if (entries.length === 0) {
    return (
      <>
        <section className="ask">
          <h1>Nothing happened yet</h1>
        </section>
        <Blank title="No activity yet">Every sync, rollback and change by hand is kept here from now on, with who did it.</Blank>
      </>
    );
  }
  return (
    <>
      <section className="ask" aria-labelledby="q">
        <h1 id="q">{recent.length === 0 ? `Nothing changed in the last hour; the last was ${when(entries[0]?.at, now)}` : `${count(recent.length, 'change')} in the last hour, by ${count(people, 'name')}`}</h1>
        <p className="lead">
          {count(new Set(recent.map((entry) => entry.application?.name)).size, 'app')} changed, {recent.filter((entry) => outcomeOf(entry) === 'bad').length} failed. Names are those of commits and accounts; a change by hand has only its tool’s.
        </p>
      </section>
      <div className="toolbar" role="search" aria-label="Filter activity">
        <label className="search wide">
          <Icon name="filter" />
          <input aria-label="App, person, image or commit" placeholder="App, person, image, commit" value={text} onChange={(event) => set('q', event.target.value)} />
        </label>
        <button className="filter" aria-pressed={bad} onClick={() => set('failed', bad ? '' : '1')}>
          Only what failed
        </button>
      </div>
      {shown.length === 0 && (
        <Blank title="Nothing matches" action={<button className="btn" onClick={() => setSearch({}, { replace: true })}>Clear the filter</button>}>
          {count(entries.length, 'entry', 'entries')} are here, none fits.
        </Blank>
      )}
      <ol className="acty">
        {shown.map((entry, at) => {
          const day = dayOf(entry.at, now);
          return (
            <Fragment key={`${entry.at}${entry.application?.name ?? ''}${entry.kind}`}>
              {day !== (at === 0 ? '' : dayOf(shown[at - 1]?.at ?? '', now)) && (
                <li className="day">
                  <h2 className="hour">{day}</h2>
                </li>
              )}
              <Entry entry={entry} />
            </Fragment>
          );
        })}
      </ol>
      {more !== undefined && (
        <button className="btn" onClick={more}>
          Show older
        </button>
      )}
    </>
  );
}

function dayOf(at: string, now: number): string {
  const date = new Date(at);
  if (date.toDateString() === new Date(now).toDateString()) return 'Today';
  return date.toLocaleDateString('en', { weekday: 'long', day: 'numeric', month: 'long' });
}

function Entry({ entry }: { entry: JournalEntry }) {
  const outcome = outcomeOf(entry);
  const date = new Date(entry.at);
  return (
    <li>
      <time dateTime={entry.at}>{`${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`}</time>
      <Avatar name={who(entry)} />
      <div className="what">
        <b>{who(entry)}</b> {happened(entry)} <span className="faint">{short(entry.revision)}</span>
      </div>
      <span className="app trunc">{entry.application !== undefined && <Link to={appPath(entry.application, 'history')}>{`${entry.application.project} / ${entry.application.name}`}</Link>}</span>
      <span className="out">{outcome === 'other' ? <span className="faint">{(entry.outcome ?? '').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()}</span> : <Status said={ofPhase(outcome === 'bad' ? 'Failed' : 'Succeeded')}>{outcome === 'bad' ? 'failed' : 'was applied'}</Status>}</span>
    </li>
  );
}
