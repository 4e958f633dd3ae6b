import { lazy, Suspense, useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useExplanation, useJournal, useTree } from '../../api/queries';
import type { JournalEntry } from '../../api/types';
import { Avatar } from '../../parts/Avatar';
import { Blank, Broken, Loading } from '../../parts/Blank';
import { Icon } from '../../parts/Icon';
import { SafeLink } from '../../parts/SafeLink';
import { Status, ofPhase, ofStanding } from '../../parts/Status';
import { useNow } from '../../parts/now';
import { age, repository, when } from '../../parts/words';
import { appPath } from '../../shell/paths';
import { happened, outcomeOf, who } from '../activity/entries';
import { useApp } from './context';
import { holdOf } from './fixes';
import { Outline } from './Outline';
import { outline, tally } from './branches';
import { pipeline, type Stage } from './pipeline';
import { Verdict, shapeOf } from './Verdict';

const ObjectMap = lazy(() => import('./ObjectMap').then((file) => ({ default: file.ObjectMap })));

/** Is it healthy, why not? */
export function Overview() {
  const { id, app } = useApp();
  const explanation = useExplanation(id);
  const tree = useTree(id);
  const now = useNow();
  const resources = app.status?.resources;
  const roots = useMemo(() => (tree.data === undefined ? undefined : outline(tree.data.nodes, resources ?? [])), [tree.data, resources]);
  const objects = roots === undefined ? undefined : tally(roots);
  const why = explanation.data;
  const wash = why === undefined ? '' : ['degraded', 'progressing', 'outofsync'].includes(shapeOf(why)) ? ` wash ${ofStanding(shapeOf(why)).colour}` : '';
  return (
    <>
      <HoldBanner />
      <main className={`page${wash}`}>
        {explanation.isError ? <Broken cause={explanation.error} retry={() => void explanation.refetch()} /> : <Verdict why={why} />}
        <Pipe stages={pipeline(app, why, objects, now)} />
        <div className="split sect">
          <section aria-labelledby="objs">
            {tree.isError ? <Broken cause={tree.error} retry={() => void tree.refetch()} /> : roots === undefined ? <Loading what="the objects" lines={9} /> : <Objects roots={roots} count={objects?.all ?? 0} unwell={objects?.unwell ?? 0} />}
          </section>
          <aside>
            <Lately />
            <Where />
          </aside>
        </div>
      </main>
    </>
  );
}

export function HoldBanner() {
  const { id, app, actions, may } = useApp();
  const now = useNow();
  const hold = holdOf(app.metadata.annotations);
  if (hold === undefined) return null;
  return (
    <div className="banner c-suspended" role="status">
      <span className="ic">
        <Icon name="hold" />
      </span>
      <span>
        <b>
          Auto-sync is held by {hold.by === '' ? 'someone' : hold.by}
          {hold.since !== '' && `, ${age(hold.since, now)} ago`}
        </b>
        {hold.reason !== '' && `: “${hold.reason}”`}. {hold.until === '' ? 'It ends by itself when Git asks for something else.' : `It ends ${when(hold.until, now)}, or when Git asks for something else.`}
      </span>
      <span className="grow" />
      <button className="btn sm" aria-disabled={!may.sync.allowed || undefined} title={may.sync.allowed ? undefined : `needs ${may.sync.missing}`} disabled={actions.resume.isPending} onClick={() => may.sync.allowed && actions.resume.mutate()}>
        Resume auto-sync
      </button>
      <Link className="link small" to={appPath(id, 'changes')}>
        What Git would change
      </Link>
    </div>
  );
}

const looks: Record<Stage['state'], { colour: string; icon: 'healthy' | 'degraded' | 'progressing' | 'suspended' | 'unknown' | 'dot'; word: string }> = {
  good: { colour: 'c-healthy', icon: 'healthy', word: 'done' },
  bad: { colour: 'c-degraded bad', icon: 'degraded', word: 'broken' },
  busy: { colour: 'c-progressing', icon: 'progressing', word: 'under way' },
  held: { colour: 'c-suspended', icon: 'suspended', word: 'held' },
  unknown: { colour: 'c-unknown', icon: 'unknown', word: 'not known' },
  todo: { colour: 'c-none', icon: 'dot', word: 'not known' },
};

export function Pipe({ stages }: { stages: Stage[] }) {
  return (
    <ol className="pipe" aria-label="From Git to healthy">
      {stages.map((stage, at) => {
        const look = looks[stage.state];
        const next = stages[at + 1];
        const link = next?.state === 'bad' ? ' cut' : stage.state === 'held' ? ' held' : stage.state === 'busy' ? ' flow' : next?.state === 'todo' || next?.state === 'unknown' ? ' todo' : '';
        return (
          <li key={stage.name} className={look.colour + link}>
            <span className={`node${stage.state === 'busy' ? ' c-progressing' : ''}`}>
              <Icon name={look.icon} />
            </span>
            {next?.state === 'bad' && (
              <span className="snap">
                <Icon name="snap" />
              </span>
            )}
            <div>
              <b>
                {stage.name}
                <span className="vh">: {look.word},</span>
              </b>
            </div>
            <span className="s">{stage.said}</span>
          </li>
        );
      })}
    </ol>
  );
}

function Objects({ roots, count, unwell }: { roots: ReturnType<typeof outline>; count: number; unwell: number }) {
  const { id } = useApp();
  const [search, setSearch] = useSearchParams();
  const [only, setOnly] = useState(false);
  // Argo CD's tree, pods and network views are drawings of the same.
  const map = ['tree', 'map', 'network', 'pods'].includes(search.get('view') ?? '');
  function show(view: string) {
    setSearch((now) => {
      const next = new URLSearchParams(now);
      if (view === '') next.delete('view');
      else next.set('view', view);
      return next;
    }, { preventScrollReset: true, replace: true });
  }
  return (
    <>
      <div className="sect-h">
        <h2 id="objs">
          Objects <span className="count">{count.toLocaleString('en')}</span>
        </h2>
        <button className="filter" aria-pressed={only} onClick={() => setOnly(!only)}>
          Only problems <span className="n">{unwell}</span>
        </button>
        <span className="grow" />
        <div className="seg" role="group" aria-label="Show as">
          <button aria-pressed={!map} onClick={() => show('')}>
            Outline
          </button>
          <button aria-pressed={map} onClick={() => show('tree')}>
            Map
          </button>
        </div>
      </div>
      {count === 0 ? (
        <Blank title="No object yet">Nothing of {id.name} is in the cluster, and Git was not rendered yet.</Blank>
      ) : map ? (
        <Suspense fallback={<Loading what="the map" />}>
          <ObjectMap roots={roots} only={only} />
        </Suspense>
      ) : (
        <Outline roots={roots} only={only} setOnly={setOnly} />
      )}
    </>
  );
}

function Lately() {
  const { id } = useApp();
  const journal = useJournal(id);
  return (
    <section className="sect">
      <div className="sect-h">
        <h2>Lately</h2>
        <span className="grow" />
        <Link className="link small" to={appPath(id, 'history')}>
          All history
        </Link>
      </div>
      {journal.data === undefined ? (
        journal.isError ? <p className="muted small">The journal cannot be read; History still shows the deploys.</p> : <Loading what="what happened lately" lines={4} />
      ) : journal.data.length === 0 ? (
        <p className="muted small">Nothing happened since Kilter keeps a journal.</p>
      ) : (
        <ol className="tl">
          {journal.data.slice(0, 5).map((entry) => (
            <Happened key={entry.at + entry.kind} entry={entry} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Happened({ entry }: { entry: JournalEntry }) {
  const now = useNow();
  const outcome = outcomeOf(entry);
  return (
    <li>
      <Avatar name={who(entry)} />
      <div>
        <div className="what">{happened(entry)}</div>
        <div className="meta">
          {who(entry)}, {when(entry.at, now)}
          {outcome === 'bad' && <Status said={ofPhase('Failed')} />}
        </div>
      </div>
    </li>
  );
}

function Where() {
  const { app } = useApp();
  const source = app.spec.source ?? app.spec.sources?.[0];
  const more = (app.spec.sources?.length ?? 1) - 1;
  const automated = app.spec.syncPolicy?.automated;
  const auto = automated === undefined || automated.enabled === false ? 'Off; you decide when' : `On${automated.selfHeal === true ? '; puts back manual edits' : ''}${automated.prune === true ? '; prunes' : ''}`;
  const { server, name, namespace } = app.spec.destination;
  return (
    <section className="sect">
      <div className="sect-h">
        <h2>Where</h2>
      </div>
      <dl className="kv">
        <dt>Source</dt>
        <dd>
          <SafeLink href={source?.repoURL}>{repository(source?.repoURL)}</SafeLink>
          {`, ${source?.chart ?? source?.path ?? '.'}, ${source?.targetRevision ?? 'HEAD'}`}
          {more > 0 && `, and ${more} more`}
        </dd>
        <dt>Target</dt>
        <dd>
          {name ?? server}, namespace {namespace ?? 'of each object'}
        </dd>
        <dt>Auto-sync</dt>
        <dd>{auto}</dd>
        <dt>Project</dt>
        <dd>
          <Link className="link" to={`/applications?project=${encodeURIComponent(app.spec.project)}`}>
            {app.spec.project}
          </Link>
        </dd>
        {(app.status?.summary?.images ?? []).length > 0 && (
          <>
            <dt>Images</dt>
            <dd>{(app.status?.summary?.images ?? []).slice(0, 4).map((image) => <span key={image} className="block mono">{image.replace(/^.*\//, '')}</span>)}</dd>
          </>
        )}
        {(app.status?.summary?.externalURLs ?? []).length > 0 && (
          <>
            <dt>Open</dt>
            <dd>{(app.status?.summary?.externalURLs ?? []).slice(0, 4).map((url) => <span key={url} className="block"><SafeLink href={url}>{url}</SafeLink></span>)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
