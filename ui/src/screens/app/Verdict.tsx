import { Link, useNavigate } from 'react-router';
import { useRevision } from '../../api/queries';
import type { Explanation, Fix } from '../../api/types';
import { Act } from '../../parts/Act';
import { Command, Loading } from '../../parts/Blank';
import { Icon, type IconName } from '../../parts/Icon';
import { SafeLink, commitAddress } from '../../parts/SafeLink';
import { Tag, ofHealth, ofSync, ofStanding } from '../../parts/Status';
import { useNow } from '../../parts/now';
import { age, short, when } from '../../parts/words';
import { appPath } from '../../shell/paths';
import { Coded } from '../fleet/Fleet';
import type { Standing } from '../fleet/state';
import { useApp } from './context';
import { actOf } from './fixes';

/** Of the words of the explanation and the enums beside it, which shape the answer has. */
export function shapeOf(why: Explanation): Standing {
  if (why.code === 'KIL-HELD') return why.health === 'Degraded' ? 'degraded' : why.health === 'Healthy' ? 'healthy' : 'held';
  if (why.code === 'KIL-OK' || why.code === 'KIL-WARNED') return why.health === 'Suspended' ? 'suspended' : 'healthy';
  if (why.code.startsWith('KIL-DRIFT-')) return why.health === 'Degraded' ? 'degraded' : 'outofsync';
  if (why.code === 'KIL-SYNCING' || why.code === 'KIL-PROGRESSING') return 'progressing';
  if (why.code === 'KIL-UNKNOWN' || why.code === '' || why.code === 'KIL-OBSERVING') return 'unknown';
  return 'degraded';
}

/** Is it healthy, why not, and what now: the sentence, its evidence, and what can be pressed. */
export function Verdict({ why }: { why: Explanation | undefined }) {
  const { app } = useApp();
  const now = useNow();
  if (why === undefined) return <Loading what="the explanation" lines={4} />;
  const said = ofStanding(shapeOf(why));
  const [headline, ...evidence] = [why.headline, ...why.evidence];
  const held = why.code === 'KIL-HELD';
  return (
    <section className={`ask verdict ${said.colour}`} aria-labelledby="verdict">
      <div className="mark">
        <Icon name={said.icon} className="xl" />
      </div>
      <div>
        <h1 id="verdict">
          <Coded text={(headline ?? '').replace(/\.$/, '')} />
        </h1>
        {evidence[1] !== undefined && (
          <p className="lead">
            <Coded text={lead(evidence)} />
          </p>
        )}
        <Fixes fixes={why.fixes} />
        <dl className="ev" aria-label="Evidence">
          <dt>Status</dt>
          <dd>
            <span className="row">
              <Tag said={ofHealth(why.health)} />
              <Tag said={ofSync(why.sync)} />
              {held && <Tag said={ofStanding('held')} />}
              {why.since !== undefined && why.since !== '' && (
                <span>
                  for {age(why.since, now)}, since {when(why.since, now)}
                </span>
              )}
            </span>
          </dd>
          {evidence[0] !== undefined && (
            <>
              <dt>{why.object === '' ? 'Evidence' : (why.object.split('/').find((part) => /^[A-Z]/.test(part)) ?? 'Evidence')}</dt>
              <dd>
                <Coded text={evidence[0]} />
              </dd>
            </>
          )}
          <CommitLine />
          {(app.status?.conditions ?? []).map((condition) => (
            <Condition key={condition.type + condition.message} type={condition.type} message={condition.message} shown={why.evidence.join(' ')} />
          ))}
          {why.kilter?.notice !== undefined && (
            <>
              <dt>Note</dt>
              <dd>{why.kilter.notice}</dd>
            </>
          )}
        </dl>
      </div>
    </section>
  );
}

/** All evidence but the first line, which stands below as what was seen. */
function lead(evidence: string[]): string {
  return evidence.slice(1).join(' ');
}

function Condition({ type, message, shown }: { type: string; message: string; shown: string }) {
  // Argo CD's conditions repeat in their words what the explanation has said already, and a hold has its banner.
  if (message === '' || type === 'HeldWarning' || shown.includes(message.replace(/^Failed to load target state: /, ''))) return null;
  return (
    <>
      <dt>{type.replace(/(Error|Warning|Condition)$/, '')}</dt>
      <dd>{message}</dd>
    </>
  );
}

function CommitLine() {
  const { id, app } = useApp();
  // What is deployed came with its own commit; Git may have moved on since without touching it.
  const deployed = app.status?.sync?.status === 'Synced' ? app.status.history?.at(-1)?.revision : undefined;
  const revision = deployed ?? app.status?.sync?.revision ?? '';
  const commit = useRevision(id, /^[0-9a-f]{40}$/.test(revision) ? revision : '').data;
  const now = useNow();
  if (commit === undefined) return null;
  return (
    <>
      <dt>Commit</dt>
      <dd>
        <SafeLink href={commitAddress(app.spec.source?.repoURL, revision)}>
          <code>{short(revision)}</code>
        </SafeLink>{' '}
        “{(commit.message ?? '').split('\n')[0]}” by {(commit.author ?? '').replace(/\s*<.*>/, '')}
        {commit.date !== undefined && <span className="faint">, {when(commit.date, now)}</span>}
      </dd>
    </>
  );
}

function Fixes({ fixes }: { fixes: Fix[] }) {
  const { id, app, actions, may } = useApp();
  const navigate = useNavigate();
  const acts = fixes.map((fix) => ({ fix, act: actOf(fix) }));
  const pressed = acts.filter(({ act }) => act.kind !== 'command' && act.kind !== 'words');
  const words = acts.filter(({ act }) => act.kind === 'words');
  const commands = acts.filter(({ act }) => act.kind === 'command');
  const address = commitAddress(app.spec.source?.repoURL, app.status?.sync?.revision ?? '');
  if (fixes.length === 0) return null;
  return (
    <>
      <div className="acts">
        {pressed.map(({ fix, act }, at) => {
          const props = { primary: at === 0, label: label(fix.label) };
          switch (act.kind) {
            case 'rollback':
              return <Act key={fix.label} {...props} icon="back" may={may.sync} onClick={() => void navigate(`${appPath(id, 'history')}?to=${act.id}`)} />;
            case 'sync':
              return <Act key={fix.label} {...props} icon="sync" may={may.sync} busy={actions.sync.isPending} onClick={() => actions.sync.mutate(act.confirm === '' ? {} : { prune: true, kilter: { confirm: act.confirm } })} />;
            case 'refresh':
              return <Act key={fix.label} {...props} icon="refresh" busy={actions.refresh.isPending} onClick={() => actions.refresh.mutate(act.hard)} />;
            case 'resume':
              return <Act key={fix.label} {...props} icon="play" may={may.sync} busy={actions.resume.isPending} onClick={() => actions.resume.mutate()} />;
            case 'terminate':
              return <Act key={fix.label} {...props} primary={false} danger icon="stop" may={may.sync} busy={actions.terminate.isPending} onClick={() => actions.terminate.mutate()} />;
            case 'changes':
            case 'history':
              return (
                <Link key={fix.label} className={at === 0 ? 'btn primary' : 'btn'} to={appPath(id, act.kind)}>
                  <Icon name={(act.kind === 'changes' ? 'diff' : 'clock') satisfies IconName} />
                  {label(fix.label)}
                </Link>
              );
            default:
              return null;
          }
        })}
        {address !== undefined && (
          <SafeLink className="btn" href={address}>
            <Icon name="commit" />
            Open commit
          </SafeLink>
        )}
        {words.map(({ fix }) => (
          <span className="note" key={fix.label}>
            {fix.label}
          </span>
        ))}
      </div>
      {commands.map(({ fix }) => (
        <div key={fix.command} className="fixcmd">
          <p className="muted small">{fix.label}</p>
          <Command text={fix.command} />
        </div>
      ))}
    </>
  );
}

/** "Go back to #11 (4d0e7b1 “quieter logs” by Ana) and hold there" is too long for a button; the evidence says the rest. */
function label(text: string): string {
  return text.replace(/ \([^)]*\)/, '').replace(/ and hold there$/, '');
}
