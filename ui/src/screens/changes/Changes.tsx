import { useMemo, useState } from 'react';
import { useManaged, useRevision } from '../../api/queries';
import type { ManagedResource } from '../../api/types';
import { Act } from '../../parts/Act';
import { Blank, Broken, Loading } from '../../parts/Blank';
import { Icon, type IconName } from '../../parts/Icon';
import { useKeys } from '../../parts/keys';
import { notify } from '../../parts/notices';
import { count, short, shortened } from '../../parts/words';
import { yamlText } from '../../parts/yaml';
import { idOf } from '../app/branches';
import { useApp } from '../app/context';
import { HoldBanner } from '../app/Overview';
import { FieldDiff, Whole } from './FieldDiff';
import { IgnoreDialog } from './IgnoreDialog';
import type { Step } from './diff';
import { compare, sentence, type Comparison, type Drift, type Group } from './groups';

const drifts: Record<Drift, { word: string; icon: IconName }> = {
  git: { word: 'Git moved', icon: 'd-git' },
  hand: { word: 'Changed by hand', icon: 'd-hand' },
  controller: { word: 'Changed by a controller', icon: 'd-controller' },
  new: { word: 'Never applied', icon: 'd-new' },
  prune: { word: 'To prune', icon: 'd-prune' },
  other: { word: 'Not known why', icon: 'd-api' },
};
const order: Drift[] = ['git', 'hand', 'controller', 'new', 'prune', 'other'];
const SHOWN = 60;

/** What would a sync do, and who made the difference? */
export function Changes() {
  const { id } = useApp();
  const managed = useManaged(id);
  return (
    <>
      <HoldBanner />
      <main className="page">
        {managed.data !== undefined ? <Answer resources={managed.data} /> : managed.isError ? <Broken cause={managed.error} retry={() => void managed.refetch()} /> : <Loading what="the changes" lines={10} />}
      </main>
    </>
  );
}

function Answer({ resources }: { resources: ManagedResource[] }) {
  const { id, app } = useApp();
  const comparison = useMemo(() => compare(resources), [resources]);
  const revision = app.status?.sync?.revision ?? '';
  const commit = useRevision(id, /^[0-9a-f]{40}$/.test(revision) ? revision : '').data;
  return (
    <>
      <section className="ask" aria-labelledby="q">
        <h1 id="q">{sentence(comparison)}</h1>
        <p className="lead">
          Git is at <b>{short(revision) || 'a commit not known'}</b>
          {commit !== undefined && `, “${(commit.message ?? '').split('\n')[0] ?? ''}” by ${(commit.author ?? '').replace(/\s*<.*>/, '')}`}. {comparison.deleted === 0 ? 'Nothing is deleted.' : `${count(comparison.deleted, 'object')} left Git: they go only if you choose to delete.`}
        </p>
      </section>
      {comparison.groups.length === 0 ? (
        <Blank title="The cluster is as Git says">
          {resources.length} objects were compared. {comparison.routine > 0 && `${count(comparison.routine, 'routine change')}: chart labels, checksums and what the API fills in.`}
        </Blank>
      ) : (
        <List comparison={comparison} resources={resources} />
      )}
    </>
  );
}

function List({ comparison, resources }: { comparison: Comparison; resources: ManagedResource[] }) {
  const { actions, may } = useApp();
  const [only, setOnly] = useState<Drift>();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [reviewed, setReviewed] = useState<ReadonlySet<string>>(new Set());
  const [raw, setRaw] = useState(false);
  const [at, setAt] = useState(-1);
  const [more, setMore] = useState(false);
  const [prune, setPrune] = useState(false);
  const [ignoring, setIgnoring] = useState<{ resource: ManagedResource; path: Step[] }>();
  const { groups } = comparison;
  const shown = groups.filter((group) => only === undefined || group.drift === only).slice(0, more ? undefined : SHOWN);
  const chosen = resources.filter((resource) => !left.has(idOf(resource)) && groups.some((group) => group.objects.includes(resource)));
  const taken = groups.filter((group) => group.objects.every((object) => !left.has(idOf(object))));

  function toggle(group: Group) {
    const next = new Set(left);
    const on = group.objects.every((object) => !left.has(idOf(object)));
    for (const object of group.objects) {
      if (on) next.add(idOf(object));
      else next.delete(idOf(object));
    }
    setLeft(next);
  }
  function review(group: Group | undefined) {
    if (group === undefined) return;
    const next = new Set(reviewed);
    if (!next.delete(group.key)) next.add(group.key);
    setReviewed(next);
  }
  function move(by: number) {
    const next = Math.max(0, Math.min(shown.length - 1, at + by));
    setAt(next);
    document.getElementById(`change-${next}`)?.scrollIntoView({ block: 'nearest' });
  }
  useKeys([
    { keys: 'j', does: 'Next change', group: 'Changes', run: () => move(1) },
    { keys: 'k', does: 'Previous change', group: 'Changes', run: () => move(-1) },
    { keys: 'x', does: 'Mark as reviewed', group: 'Changes', run: () => review(shown[at]) },
    { keys: 'r', does: 'Raw YAML of both sides', group: 'Changes', run: () => setRaw(!raw) },
  ]);

  const sync = (dryRun: boolean) =>
    actions.sync.mutate({
      dryRun,
      prune,
      resources: chosen.length === resources.length ? [] : chosen.map(({ group, kind, namespace, name }) => ({ ...(group === undefined ? {} : { group }), kind, ...(namespace === undefined ? {} : { namespace }), name })),
    });

  return (
    <>
      <div className="toolbar">
        <button className="filter" aria-pressed={only === undefined} onClick={() => setOnly(undefined)}>
          All <span className="n">{groups.length}</span>
        </button>
        {order
          .map((drift) => ({ drift, number: groups.filter((group) => group.drift === drift).length }))
          .filter(({ number }) => number > 0)
          .map(({ drift, number }) => (
            <button key={drift} className={`filter c-d-${drift}`} aria-pressed={only === drift} onClick={() => setOnly(only === drift ? undefined : drift)}>
              <Icon name={drifts[drift].icon} />
              {drifts[drift].word} <span className="n">{number}</span>
            </button>
          ))}
        <span className="grow" />
        <span className="keys hide-s">
          <kbd>j</kbd>
          <kbd>k</kbd> next, previous <kbd>x</kbd> reviewed
        </span>
        <button className="filter" aria-pressed={raw} onClick={() => setRaw(!raw)}>
          Raw YAML
        </button>
      </div>
      <div className="changes">
        {shown.map((group, place) => (
          <Change key={group.key} group={group} place={place} current={place === at} on={group.objects.every((object) => !left.has(idOf(object)))} reviewed={reviewed.has(group.key)} raw={raw}
            toggle={() => toggle(group)} ignore={(resource, path) => setIgnoring({ resource, path })} />
        ))}
        {shown.length < groups.length && only === undefined && (
          <button className="btn" onClick={() => setMore(true)}>
            Show {groups.length - shown.length} more
          </button>
        )}
        {comparison.routine > 0 && (
          <p className="chg faint small">{count(comparison.routine, 'routine change')} folded: chart labels, checksums, fields that the API fills in.</p>
        )}
      </div>
      <div className="bar-bottom">
        <Act icon="sync" primary label={`Sync ${taken.length} of ${count(groups.length, 'change')}`} may={may.sync} busy={actions.sync.isPending} off={chosen.length === 0} onClick={() => sync(false)} />
        <button className="btn" onClick={() => sync(true)} disabled={chosen.length === 0 || !may.sync.allowed}>
          Dry run
        </button>
        {comparison.deleted > 0 && (
          <label className="opt inline">
            <input type="checkbox" className="cb" checked={prune} onChange={(event) => setPrune(event.target.checked)} />
            <b>Delete what left Git</b>
          </label>
        )}
        <span className="why">{chosen.length === resources.length || left.size === 0 ? 'Each object is synced as a whole.' : `${count(chosen.length, 'object')} chosen; each is synced as a whole. A part of an app is not kept in its history.`}</span>
        <span className="grow" />
        <span className="why hide-s">
          <Icon name="check" />
          {reviewed.size} of {groups.length} reviewed
        </span>
      </div>
      {ignoring !== undefined && <IgnoreDialog {...ignoring} all={resources} onClose={() => setIgnoring(undefined)} />}
    </>
  );
}

const NAMED = 12;

function Change({ group, place, current, on, reviewed, raw, toggle, ignore }: {
  group: Group; place: number; current: boolean; on: boolean; reviewed: boolean; raw: boolean; toggle: () => void; ignore: (resource: ManagedResource, path: Step[]) => void;
}) {
  const { app, openObject } = useApp();
  const [open, setOpen] = useState(false);
  const first = group.objects[0] as ManagedResource;
  const drift = drifts[group.drift];
  const change = group.changes[0];
  const single = group.objects.length === 1;
  const live = group.who !== '' ? group.who : group.drift === 'git' ? 'as applied before' : 'not known';
  return (
    <article className={`chg${current ? ' is-current' : ''}${reviewed ? ' reviewed' : ''}`} id={`change-${place}`}>
      <header>
        <input type="checkbox" className="cb" checked={on} aria-label={`Sync: ${group.title}`} onChange={toggle} />
        <h2 className="h3">{group.title}</h2>
        <span className={`tag c-d-${group.drift}`}>
          <Icon name={drift.icon} />
          {drift.word}
        </span>
        {reviewed && <span className="tag plain">reviewed</span>}
        <span className="grow" />
        {!single && <span className="faint small">same change, shown once</span>}
        {group.kind === 'fields' && change !== undefined && single && !group.secret && group.changes.length === 1 && (
          <div className="row">
            {group.drift === 'hand' && (
              <button className="btn sm" onClick={() => void navigator.clipboard.writeText(yamlText(nested(change.path.map((step) => ('field' in step ? step.field : '')).filter((step) => step !== ''), change.live))).then(() => notify('Copied', 'Put it into Git, and the difference is gone.'))}>
                <Icon name="copy" />
                Copy for Git
              </button>
            )}
            <button className="btn sm" onClick={() => ignore(first, change.path)}>
              <Icon name="eyeoff" />
              Ignore this field
            </button>
          </div>
        )}
        {group.kind !== 'fields' && !group.secret && (
          <button className="btn sm quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Fold' : `Show its ${yamlText(group.whole).split('\n').length} lines`}
          </button>
        )}
      </header>
      {group.drift === 'controller' && <p className="said">{group.who === '' ? 'A controller' : group.who} keeps it so. A sync will not last; ignore it, or leave the field out of Git.</p>}
      {group.kind === 'fields' && (
        <FieldDiff of={single ? `${first.kind}/${first.name}` : `${group.objects.length} objects`} changes={group.changes} secret={group.secret} blame={{ live, wanted: short(app.status?.sync?.revision) }} />
      )}
      {group.kind !== 'fields' && open && <Whole manifest={group.whole} sign={group.kind === 'create' ? 'add' : 'del'} />}
      {raw && group.kind === 'fields' && !group.secret && (
        <div className="raw">
          <Raw title="Live" text={first.normalizedLiveState} />
          <Raw title="After a sync" text={first.predictedLiveState} />
        </div>
      )}
      {group.drift === 'hand' && (
        <p className="said after">
          <span className="why">
            <Icon name="info" />
            {group.who === '' ? 'Kubernetes names the tool' : `${group.who} names the tool`}, not the person.
          </span>
        </p>
      )}
      {!single && (
        <div className="objs">
          {group.objects.slice(0, NAMED).map((object) => (
            <button key={idOf(object)} className="link-like" onClick={() => openObject(object)}>
              {object.kind} {object.name}
            </button>
          ))}
          {group.objects.length > NAMED && <span className="faint">and {group.objects.length - NAMED} more</span>}
        </div>
      )}
    </article>
  );
}

function nested(path: string[], value: unknown): unknown {
  return path.reduceRight<unknown>((inner, field) => ({ [field]: inner }), value);
}

function Raw({ title, text }: { title: string; text: string }) {
  const shown = useMemo(() => {
    try {
      return yamlText(JSON.parse(text));
    } catch {
      return text;
    }
  }, [text]);
  return (
    <figure>
      <figcaption className="faint small">{title}</figcaption>
      <pre>{shortened(shown, 200_000)}</pre>
    </figure>
  );
}
