import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { useExplanation, useJournal, useRevision, useTree } from '../../api/queries';
import type { ObjectRef, OperationState, TreeNode } from '../../api/types';
import { Act } from '../../parts/Act';
import { Blank } from '../../parts/Blank';
import { Icon } from '../../parts/Icon';
import { Modal } from '../../parts/Modal';
import { Mark, ofPhase } from '../../parts/Status';
import { useNow } from '../../parts/now';
import { elapsed, sentences, short, span, when } from '../../parts/words';
import { appPath } from '../../shell/paths';
import { happened, outcomeOf, who } from '../activity/entries';
import { useApp } from '../app/context';
import { HoldBanner, Pipe } from '../app/Overview';
import { pipeline } from '../app/pipeline';
import { Events } from '../object/ObjectDrawer';
import { LogView } from '../object/LogView';
import { blocker, sentence, waves, type Step, type StepState, type Wave } from './steps';

/** Where is it, what blocks it? */
export function Run() {
  const { app } = useApp();
  const operation = app.status?.operationState;
  return (
    <>
      <HoldBanner />
      {operation === undefined ? <Never /> : <Answer operation={operation} />}
    </>
  );
}

function Never() {
  const { id, askSync } = useApp();
  return (
    <main className="page">
      <section className="ask">
        <h1>{id.name} was never synced</h1>
      </section>
      <Blank title="No run yet" action={<button className="btn primary" onClick={askSync}>Sync…</button>}>
        A run is shown here step by step, with what it waits for.
      </Blank>
    </main>
  );
}

const marks: Record<StepState, { word: string; icon: 'healthy' | 'progressing' | 'degraded' | 'none'; colour: string }> = {
  done: { word: 'Done', icon: 'healthy', colour: 'c-healthy' },
  now: { word: 'Running', icon: 'progressing', colour: 'c-progressing' },
  failed: { word: 'Not well', icon: 'degraded', colour: 'c-degraded' },
  waiting: { word: 'Waiting', icon: 'none', colour: 'c-none' },
};

function Answer({ operation }: { operation: OperationState }) {
  const { id, app, actions, may } = useApp();
  const tree = useTree(id).data;
  const why = useExplanation(id).data;
  const now = useNow(1000);
  const [stopping, setStopping] = useState(false);
  const resources = app.status?.resources;
  const all = useMemo(() => waves(operation, resources ?? [], tree?.nodes ?? []), [operation, resources, tree]);
  const steps = all.flatMap((wave) => wave.steps);
  const done = steps.filter((step) => step.state === 'done').length;
  const running = operation.phase === 'Running' || operation.phase === 'Terminating';
  const at = blocker(all);
  const said = ofPhase(operation.phase);
  const took = (operation.finishedAt === undefined || running ? now : Date.parse(operation.finishedAt)) - Date.parse(operation.startedAt);
  const broken = at?.state === 'failed';
  const colour = running && broken ? 'c-degraded' : said.colour;
  return (
    <main className={running || broken ? `page wash ${colour}` : 'page'}>
      <section className={`ask verdict ${colour}`} aria-labelledby="q">
        <div className="mark">
          <span className={colour}>
            <Icon name={running && broken ? 'degraded' : said.icon} className="xl" />
          </span>
        </div>
        <div>
          <h1 id="q">{sentence(id.name, operation, all)}</h1>
          <p className="lead">
            {running ? `${done} of ${steps.length} steps done, ${elapsed(took)} in all.` : `It took ${span(took)}, ${when(operation.startedAt, now)}.`} {sentences(at?.said ?? operation.message ?? '', running ? (why?.evidence[0] ?? '') : '')}
          </p>
          <div className="acts">
            {running && <Act icon="stop" danger label="Stop this run…" may={may.sync} busy={operation.phase === 'Terminating'} onClick={() => setStopping(true)} />}
            <Link className="btn" to={appPath(id, 'changes')}>
              <Icon name="diff" />
              What it changes
            </Link>
            {running && <span className="note">You can leave: it goes on.</span>}
          </div>
        </div>
      </section>
      <Pipe stages={pipeline(app, why, undefined, now)} />
      <div className="split sect">
        <div>
          <section aria-labelledby="steps">
            <div className="sect-h">
              <h2 id="steps">
                Steps <span className="count">{steps.length === 0 ? 'none yet' : `${done} of ${steps.length}`}</span>
              </h2>
            </div>
            {steps.length === 0 && <p className="muted">{running ? 'It has not applied anything yet.' : 'Nothing had to be applied.'}</p>}
            {all.map((wave, place) => (
              <WaveOf key={wave.name} wave={wave} before={all[place - 1]} at={at} />
            ))}
          </section>
          {at !== undefined && (running || broken) && <Blocked step={at} nodes={tree?.nodes ?? []} />}
        </div>
        <Aside operation={operation} />
      </div>
      {stopping && (
        <Modal className="dialog" label="Stop this run" onClose={() => setStopping(false)}>
          <h3>Stop this run of {id.name}?</h3>
          <p className="muted">What was applied stays applied: {done} of {steps.length} steps. Nothing is put back. A fix in Git can be synced at once after it.</p>
          <div className="acts">
            <button className="btn danger-solid" onClick={() => { actions.terminate.mutate(); setStopping(false); }}>
              Stop it
            </button>
            <button className="btn" onClick={() => setStopping(false)}>
              Let it run
            </button>
          </div>
        </Modal>
      )}
    </main>
  );
}

function WaveOf({ wave, before, at }: { wave: Wave; before: Wave | undefined; at: Step | undefined }) {
  const { openObject } = useApp();
  const waits = wave.state === 'waiting';
  return (
    <div className={waits ? 'phase todo-row' : 'phase'}>
      <div className="ph">
        <b>{wave.name}</b>
        <span>{waits ? (before === undefined ? 'waits' : `waits for ${before.name.toLowerCase()}`) : wave.state === 'done' ? 'done' : wave.state === 'failed' ? 'not well' : 'under way'}</span>
      </div>
      <div>
        {wave.steps.map((step) => (
          <div key={step.id} className={step === at && step.state !== 'done' ? 'step short now' : 'step short'}>
            <Mark said={marks[step.state]} />
            <span className="nm">
              <span>{step.object.kind}</span>{' '}
              <button className="link-like" onClick={() => openObject(step.object)}>
                {step.object.name}
              </button>
            </span>
            <span className="tx trunc" title={step.said}>
              {step.said}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}

/** The pod whose log may say why: one that is not well, of what the run waits for. */
function slowPod(object: ObjectRef, nodes: TreeNode[]): TreeNode | undefined {
  const byUid = new Map(nodes.map((node) => [node.uid, node]));
  const owned = (node: TreeNode | undefined, depth = 0): boolean =>
    node !== undefined && depth < 6 && ((node.kind === object.kind && node.name === object.name) || (node.parentRefs ?? []).some((ref) => owned(byUid.get(ref.uid), depth + 1)));
  const pods = nodes.filter((node) => node.kind === 'Pod' && owned(node));
  return pods.find((pod) => pod.health?.status === 'Degraded') ?? pods.find((pod) => pod.health?.status === 'Progressing') ?? pods[0];
}

function Blocked({ step, nodes }: { step: Step; nodes: TreeNode[] }) {
  const { id } = useApp();
  const pod = slowPod(step.object, nodes);
  if (pod === undefined) return <Events id={id} object={step.object} uid={nodes.find((node) => node.kind === step.object.kind && node.name === step.object.name)?.uid} few />;
  return (
    <section className="sect" aria-labelledby="slow">
      <div className="sect-h">
        <h2 id="slow" className="wrap">
          Log of the pod it waits for <span className="count">{pod.name}</span>
        </h2>
      </div>
      <div className="few">
        <LogView id={id} object={pod} lines={100} />
      </div>
      <Events id={id} object={pod} uid={pod.uid} few />
    </section>
  );
}

function Aside({ operation }: { operation: OperationState }) {
  const { id } = useApp();
  const now = useNow();
  const revision = operation.syncResult?.revision ?? operation.operation.sync?.revision ?? '';
  const commit = useRevision(id, /^[0-9a-f]{40}$/.test(revision) ? revision : '').data;
  const runs = (useJournal(id).data ?? []).filter((entry) => /sync|rollback/i.test(entry.kind)).slice(0, 5);
  const by = operation.operation.initiatedBy;
  return (
    <aside>
      <section className="sect">
        <div className="sect-h">
          <h2>This run</h2>
        </div>
        <dl className="kv">
          <dt>Started</dt>
          <dd>
            {when(operation.startedAt, now)} by {by?.automated === true ? 'auto-sync' : (by?.username ?? 'someone not named')}
          </dd>
          <dt>Commit</dt>
          <dd>
            {short(revision) || 'not known'}
            {commit !== undefined && ` “${(commit.message ?? '').split('\n')[0] ?? ''}”`}
          </dd>
          {(operation.retryCount ?? 0) > 0 && (
            <>
              <dt>Tries</dt>
              <dd>{(operation.retryCount ?? 0) + 1}</dd>
            </>
          )}
          {operation.message !== undefined && (
            <>
              <dt>Says</dt>
              <dd>{operation.message}</dd>
            </>
          )}
        </dl>
      </section>
      {runs.length > 0 && (
        <section className="sect">
          <div className="sect-h">
            <h2>Earlier runs</h2>
          </div>
          <ol className="tl">
            {runs.map((entry) => {
              const millis = (entry.steps ?? []).reduce((sum, step) => sum + step.millis, 0);
              return (
                <li key={entry.at}>
                  <Mark said={ofPhase(outcomeOf(entry) === 'bad' ? 'Failed' : outcomeOf(entry) === 'good' ? 'Succeeded' : '')} />
                  <div>
                    <div className="what">
                      {happened(entry)}
                      {millis > 0 && `, ${span(millis)}`}
                    </div>
                    <div className="meta">
                      {when(entry.at, now)}, {who(entry)}
                    </div>
                  </div>
                </li>
              );
            })}
          </ol>
        </section>
      )}
    </aside>
  );
}
