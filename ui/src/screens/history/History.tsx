import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { applications } from '../../api/calls';
import { useJournal, useRevision } from '../../api/queries';
import type { ManagedResource } from '../../api/types';
import { Act } from '../../parts/Act';
import { Avatar } from '../../parts/Avatar';
import { Blank, Broken, Command, Loading } from '../../parts/Blank';
import { Icon } from '../../parts/Icon';
import { Status, ofPhase } from '../../parts/Status';
import { useNow } from '../../parts/now';
import { count, short, span, when } from '../../parts/words';
import { idOf } from '../app/branches';
import { useApp } from '../app/context';
import { holdOf } from '../app/fixes';
import { HoldBanner } from '../app/Overview';
import { FieldDiff, Whole } from '../changes/FieldDiff';
import { compare, sideOf, type Comparison } from '../changes/groups';
import { candidate, deploys, type Deploy } from './deploys';

/** How do I go back? */
export function History() {
  const { id, app } = useApp();
  const journal = useJournal(id);
  const history = app.status?.history;
  const all = useMemo(() => deploys(history ?? [], journal.data ?? []), [history, journal.data]);
  return (
    <>
      <HoldBanner />
      <main className="page">{all.length === 0 ? <Never /> : <Answer all={all} />}</main>
    </>
  );
}

function Never() {
  const { id, askSync } = useApp();
  return (
    <>
      <section className="ask">
        <h1>{id.name} was never deployed, so there is nothing to go back to</h1>
      </section>
      <Blank title="No deploy yet" action={<button className="btn primary" onClick={askSync}>Sync…</button>}>
        Every deploy from now on is kept here, with who brought it and how it went.
      </Blank>
    </>
  );
}

function Answer({ all }: { all: Deploy[] }) {
  const [search, setSearch] = useSearchParams();
  const now = useNow();
  const runs = all[0] as Deploy;
  const wanted = numbered(search.get('to'));
  const best = candidate(all);
  const to = all.find((deploy) => deploy.id === wanted && deploy !== runs) ?? best;
  const from = all.find((deploy) => deploy.id === numbered(search.get('from'))) ?? runs;
  const ran = to === undefined ? Number.NaN : Date.parse(to.until) - Date.parse(to.at);

  function choose(deploy: Deploy) {
    setSearch((before) => {
      const next = new URLSearchParams(before);
      // Of the two that are compared the newer stays where it is, unless it is the one that was pressed.
      if (deploy.id >= from.id) next.set('from', String(deploy.id));
      else next.set('to', String(deploy.id));
      return next;
    }, { replace: true, preventScrollReset: true });
  }

  return (
    <>
      <section className="ask" aria-labelledby="q">
        <h1 id="q">{to === undefined ? `#${runs.id} is the only deploy` : `#${to.id} ran for ${span(ran)} before${to === best ? ` #${runs.id}` : ''}`}</h1>
        <p className="lead">{to === undefined ? 'There is nothing else to go back to yet.' : `#${runs.id} of ${short(runs.revision)} runs for ${span(now - Date.parse(runs.at))}. Choose a deploy to see what going back to it would change.`}</p>
      </section>
      <Strip all={all} now={now} />
      <div className="split sect hsplit">
        <section aria-label="Deploys">
          <div className="sect-h">
            <h2>
              Deploys <span className="count">{all.length}</span>
            </h2>
            <span className="grow" />
            <span className="faint small">pick any two to compare</span>
          </div>
          <ol className="hist">
            {all.map((deploy) => (
              <Entry key={deploy.id} deploy={deploy} chosen={deploy === to || deploy === from} candidate={deploy === to} now={now} choose={() => choose(deploy)} />
            ))}
          </ol>
        </section>
        {to !== undefined && to !== from && <Between from={from} to={to} back={from === runs && to.id < from.id} />}
      </div>
    </>
  );
}

/** Deploys count from 0, so what is not there must be none of them. */
function numbered(text: string | null): number {
  return text === null ? -1 : Number(text);
}

/** How long each ran, to scale; a deploy that went wrong is narrow and red. */
function Strip({ all, now }: { all: Deploy[]; now: number }) {
  const oldest = all[all.length - 1] as Deploy;
  return (
    <figure className="strip" aria-label={`${count(all.length, 'deploy')} since ${when(oldest.at, now)}`}>
      <div className="segs">
        {[...all].reverse().map((deploy) => {
          const length = (deploy.until === '' ? now : Date.parse(deploy.until)) - Date.parse(deploy.at);
          return (
            <span key={deploy.id} className={deploy.went === 'bad' ? 'seg-of bad' : 'seg-of'} style={{ flexGrow: Math.max(1, Math.sqrt(length / 60_000)) }} title={`#${deploy.id}, ${span(length)}`}>
              #{deploy.id}
            </span>
          );
        })}
      </div>
      <div className="ax">
        <span>{when(oldest.at, now)}</span>
        <span>wider ran longer</span>
        <span>now</span>
      </div>
    </figure>
  );
}

function Entry({ deploy, chosen, candidate: back, now, choose }: { deploy: Deploy; chosen: boolean; candidate: boolean; now: number; choose: () => void }) {
  const { id } = useApp();
  const commit = useRevision(id, /^[0-9a-f]{40}$/.test(deploy.revision) ? deploy.revision : '').data;
  const message = (commit?.message ?? '').split('\n')[0] ?? '';
  const by = deploy.by === '' || deploy.by === 'auto-sync' ? (commit?.author ?? deploy.by).replace(/\s*<.*>/, '') : deploy.by;
  const length = (deploy.until === '' ? now : Date.parse(deploy.until)) - Date.parse(deploy.at);
  return (
    <li className={`${back ? 'cand' : ''}${chosen ? ' is-sel' : ''}`}>
      <input type="checkbox" className="cb" checked={chosen} aria-label={`Compare #${deploy.id}`} onChange={choose} />
      <span className="no">#{deploy.id}</span>
      <div>
        <div className="what">{deploy.what === '' ? message || short(deploy.revision) : deploy.what}</div>
        <div className="meta">
          <Avatar name={by} />
          <span>
            {short(deploy.revision)}
            {message !== '' && ` “${message}”`}, {by}
          </span>
        </div>
        {deploy.went === 'bad' ? <Status said={ofPhase('Failed')}>Its sync failed</Status> : <span className="faint">{deploy.until === '' ? `runs for ${span(length)}` : `ran ${span(length)}`}</span>}
      </div>
      <span className="faint">{when(deploy.at, now)}</span>
    </li>
  );
}

/** The manifests of one revision as the comparison takes them. */
function resourcesOf(before: string[], after: string[]): ManagedResource[] {
  const found = new Map<string, ManagedResource>();
  const add = (text: string, side: 'normalizedLiveState' | 'predictedLiveState') => {
    const tree = sideOf(text) as { apiVersion?: string; kind?: string; metadata?: { name?: string; namespace?: string } } | null;
    if (tree === null) return;
    const group = tree.apiVersion?.includes('/') === true ? (tree.apiVersion.split('/')[0] ?? '') : '';
    const resource = { group, kind: tree.kind ?? '', name: tree.metadata?.name ?? '', namespace: tree.metadata?.namespace ?? '' };
    const one = found.get(idOf(resource)) ?? { ...resource, targetState: 'null', liveState: 'null', normalizedLiveState: 'null', predictedLiveState: 'null' };
    one[side] = text;
    found.set(idOf(resource), one);
  };
  for (const text of before) add(text, 'normalizedLiveState');
  for (const text of after) add(text, 'predictedLiveState');
  return [...found.values()];
}

function Between({ from, to, back }: { from: Deploy; to: Deploy; back: boolean }) {
  const { id } = useApp();
  const manifests = (deploy: Deploy) => ({ queryKey: ['manifests', id.namespace, id.name, deploy.revision], retry: false, queryFn: ({ signal }: { signal: AbortSignal }) => applications.manifestsAt(id, deploy.revision, signal) });
  const before = useQuery(manifests(from));
  const after = useQuery(manifests(to));
  const comparison = useMemo(() => (before.data === undefined || after.data === undefined ? undefined : compare(resourcesOf(before.data, after.data))), [before.data, after.data]);
  const equal = comparison === undefined ? 0 : new Set([...(before.data ?? [])].filter((text) => (after.data ?? []).includes(text))).size;
  return (
    <section aria-labelledby="cmp">
      <div className="sect-h">
        <h2 id="cmp" className="wrap">
          Going from #{from.id} {to.id < from.id ? 'back ' : ''}to #{to.id}
        </h2>
      </div>
      {before.isError || after.isError ? (
        <Broken cause={before.error ?? after.error} retry={() => { void before.refetch(); void after.refetch(); }} />
      ) : comparison === undefined ? (
        <Loading what="what changes" lines={4} />
      ) : (
        <Differences comparison={comparison} equal={equal} from={from} to={to} />
      )}
      {back && <GoBack to={to} from={from} />}
      {to.id < from.id && (
        <div className="sect near">
          <h3 className="lbl">Or fix it where it came from</h3>
          <p className="muted small">A revert in Git needs no hold; it is deployed as any other commit.</p>
          <Command text={`git revert ${short(from.revision)} && git push`} />
        </div>
      )}
    </section>
  );
}

function Differences({ comparison, equal, from, to }: { comparison: Comparison; equal: number; from: Deploy; to: Deploy }) {
  if (comparison.groups.length === 0) return <p className="muted">Both deploy the same{comparison.routine > 0 ? `, but for ${count(comparison.routine, 'routine change')}` : ''}.</p>;
  return (
    <div className="between">
      {comparison.groups.map((group) => {
        const first = group.objects[0] as ManagedResource;
        return (
          <div key={group.key}>
            <h3 className="lbl">{group.title.replace(' is created', ' comes').replace(' is deleted', ' goes')}</h3>
            {group.kind === 'fields' ? (
              <FieldDiff of={group.objects.length === 1 ? `${first.kind}/${first.name}` : `${group.objects.length} objects`} changes={group.changes} secret={group.secret} sides={[`#${from.id}`, `#${to.id}`]} />
            ) : group.secret ? null : (
              <Whole manifest={group.whole} sign={group.kind === 'create' ? 'add' : 'del'} />
            )}
          </div>
        );
      })}
      <p className="faint small">
        {count(equal, 'object')} equal{comparison.routine > 0 && `, ${count(comparison.routine, 'routine change')} folded`}
      </p>
    </div>
  );
}

function GoBack({ to, from }: { to: Deploy; from: Deploy }) {
  const { app, actions, may } = useApp();
  const [why, setWhy] = useState('');
  const automated = app.spec.syncPolicy?.automated !== undefined && app.spec.syncPolicy.automated.enabled !== false;
  const held = holdOf(app.metadata.annotations) !== undefined;
  const go = (dryRun: boolean) =>
    actions.rollback.mutate({ id: to.id, prune: app.spec.syncPolicy?.automated?.prune === true, dryRun, ...(automated ? { kilter: { hold: true, ...(why === '' ? {} : { reason: why }) } } : {}) });
  const steps = [
    ...(automated ? [[held ? 'The hold goes on' : 'Auto-sync is held', `so ${short(from.revision)} is not deployed again right after`]] : []),
    [`The app goes back to ${short(to.revision)}`, 'it is applied without hooks, as a rollback of Argo CD'],
    automated ? ['Auto-sync goes on by itself when Git asks for something else', 'or when someone presses Resume'] : ['Auto-sync is off here, so it stays there', 'until someone syncs'],
  ];
  return (
    <div className="goback">
      <h3 className="lbl">What happens</h3>
      <ol className="tl">
        {steps.map(([what, meta]) => (
          <li key={what}>
            <span className="ic c-none">
              <Icon name="none" />
            </span>
            <div>
              <div className="what">{what}</div>
              <div className="meta">{meta}</div>
            </div>
          </li>
        ))}
      </ol>
      {automated && (
        <div className="field">
          <label htmlFor="why">
            Why <span className="faint">shown on the hold, kept in history</span>
          </label>
          <input id="why" className="in-t" value={why} autoComplete="off" onChange={(event) => setWhy(event.target.value)} />
        </div>
      )}
      <div className="acts">
        <Act icon="back" primary label={`Go back to #${to.id}${automated ? ' and hold' : ''}`} may={may.sync} busy={actions.rollback.isPending} onClick={() => go(false)} />
        <button className="btn" disabled={actions.rollback.isPending} onClick={() => go(true)}>
          Dry run
        </button>
      </div>
    </div>
  );
}
