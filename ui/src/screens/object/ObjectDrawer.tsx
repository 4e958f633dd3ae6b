import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { applications, type AppId } from '../../api/calls';
import { readAgain, useEvents, useTree } from '../../api/queries';
import type { Application, ObjectRef } from '../../api/types';
import { Act } from '../../parts/Act';
import { Blank, Broken, Loading } from '../../parts/Blank';
import { Icon } from '../../parts/Icon';
import { Modal } from '../../parts/Modal';
import { Mark, Status, ofHealth, ofStanding } from '../../parts/Status';
import { failed, notify } from '../../parts/notices';
import { useNow } from '../../parts/now';
import { age, count, shortened, when } from '../../parts/words';
import { yamlOf } from '../../parts/yaml';
import { idOf, outline, saying, type Branch } from '../app/branches';
import { markOf } from '../app/Outline';
import type { Mays } from '../app/useActions';
import { LogView } from './LogView';

const tabs = ['summary', 'events', 'logs', 'yaml'] as const;
const names: Record<string, string> = { summary: 'Summary', events: 'Events', logs: 'Logs', yaml: 'YAML' };
/** Lines of YAML; nobody reads more, and a browser draws them slowly. */
const DRAWN = 3000;
const WITH_LOGS = new Set(['Pod', 'ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Rollout']);

function find(branches: Branch[], id: string, chain: Branch[] = []): Branch[] {
  for (const branch of branches) {
    const here = [...chain, branch];
    if (branch.id === id) return here;
    const deeper = find(branch.children, id, here);
    if (deeper.length > 0) return deeper;
  }
  return [];
}

/** What is this thing doing? */
export function ObjectDrawer({ id, app, object, may, tab, open, onClose }: { id: AppId; app: Application; object: ObjectRef; may: Mays; tab: string; open: (object: ObjectRef, tab?: string) => void; onClose: () => void }) {
  const tree = useTree(id);
  const [deleting, setDeleting] = useState(false);
  const resources = app.status?.resources;
  const chain = useMemo(() => find(outline(tree.data?.nodes ?? [], resources ?? []), idOf(object)), [tree.data, resources, object]);
  const branch = chain.at(-1);
  const shown = (tabs as readonly string[]).includes(tab) ? tab : 'summary';
  const full: ObjectRef = { ...object, ...(branch?.node.version === undefined ? {} : { version: branch.node.version }) };
  const mark = branch === undefined ? ofStanding('unknown') : markOf(branch);
  return (
    <Modal className="drawer" label={`${object.kind} ${object.name}`} onClose={onClose}>
      <div className="dh">
        <nav className="chain" aria-label="Owners">
          <button className="link-like muted" onClick={onClose}>
            {id.name}
          </button>
          {chain.slice(0, -1).map((one) => (
            <span key={one.id} className="row nowrap">
              ›
              <button className="link-like muted" onClick={() => open(one.node)}>
                {one.node.kind} {one.node.name}
              </button>
            </span>
          ))}
          <span>›</span>
          <span aria-current="true" className="trunc">
            {object.kind} {object.name}
          </span>
        </nav>
        <span className="grow" />
        <button className="btn quiet icon sm" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div className={`head ask verdict sm ${mark.colour}`}>
        <div className="mark">
          <Icon name={mark.icon} />
        </div>
        <div>
          <h2 id="oq">{branch === undefined ? (tree.data === undefined ? object.name : `${object.kind} ${object.name} is not there`) : sentence(branch)}</h2>
          {branch !== undefined && <p className="lead">{detail(branch)}</p>}
          <div className="acts">
            <Act icon="trash" label="Delete…" danger may={may.delete} onClick={() => setDeleting(true)} />
          </div>
        </div>
      </div>
      <div className="tabs" role="tablist" aria-label="About it">
        {tabs
          .filter((one) => one !== 'logs' || WITH_LOGS.has(object.kind))
          .map((one) => (
            <button key={one} className="tab" role="tab" id={`tab-${one}`} aria-controls="about" aria-selected={one === shown} onClick={() => open(object, one)}>
              {names[one]}
            </button>
          ))}
      </div>
      <div className="body" role="tabpanel" id="about" aria-labelledby={`tab-${shown}`} tabIndex={0}>
        {shown === 'summary' && <Summary branch={branch} open={open} />}
        {shown === 'summary' && <Events id={id} object={object} uid={branch?.node.uid} few />}
        {shown === 'events' && <Events id={id} object={object} uid={branch?.node.uid} />}
        {shown === 'logs' && <LogView id={id} object={full} />}
        {shown === 'yaml' && <Yaml id={id} object={full} />}
      </div>
      {deleting && <DeleteDialog id={id} app={app} object={full} branch={branch} onClose={() => setDeleting(false)} gone={onClose} />}
    </Modal>
  );
}

/** "Deployment api is degraded", with its reason where it has one. */
function sentence(branch: Branch): string {
  const { node } = branch;
  const state = ofHealth(node.health?.status).word.toLowerCase();
  const what = `${node.kind} ${node.name}`;
  if (node.health?.message !== undefined && node.health.message !== '') return `${what} is ${state}: ${node.health.message}`;
  if (node.health?.status === undefined || node.health.status === '') return branch.sync === 'OutOfSync' ? `${what} is not as Git says` : `${what} is there`;
  return `${what} is ${state}${branch.sync === 'OutOfSync' ? ', but not as Git says' : ''}`;
}

function detail(branch: Branch): string {
  const pods: Branch[] = [];
  const walk = (one: Branch) => {
    if (one.node.kind === 'Pod') pods.push(one);
    one.children.forEach(walk);
  };
  branch.children.forEach(walk);
  if (pods.length === 0) return saying(branch);
  const ready = pods.filter((pod) => pod.node.health?.status === 'Healthy').length;
  return `${ready} of ${count(pods.length, 'pod')} are ready.`;
}

function Summary({ branch, open }: { branch: Branch | undefined; open: (object: ObjectRef, tab?: string) => void }) {
  const now = useNow();
  if (branch === undefined) return null;
  const owned: Branch[] = [];
  const walk = (one: Branch) => one.children.forEach((child) => { owned.push(child); walk(child); });
  walk(branch);
  return (
    <section className="first">
      {owned.length > 0 && (
        <table className="tbl stack">
          <thead>
            <tr>
              <th>Owns</th>
              <th>What it is doing</th>
              <th className="num">Age</th>
            </tr>
          </thead>
          <tbody>
            {owned.slice(0, 50).map((one) => (
              <tr key={one.id}>
                <td>
                  <span className="row nowrap">
                    <Mark said={markOf(one)} />
                    <span className="faint">{one.node.kind}</span>
                    <button className="link-like" onClick={() => open(one.node)}>
                      {one.node.name}
                    </button>
                  </span>
                </td>
                <td>{saying(one)}</td>
                <td className="num nowrap">{age(one.node.createdAt, now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl className="kv facts">
        <dt>Namespace</dt>
        <dd>{branch.node.namespace === undefined || branch.node.namespace === '' ? 'of the cluster' : branch.node.namespace}</dd>
        {branch.node.createdAt !== undefined && (
          <>
            <dt>Created</dt>
            <dd>
              {when(branch.node.createdAt, now)}, {age(branch.node.createdAt, now)} ago
            </dd>
          </>
        )}
        {(branch.node.info ?? []).map((one) => (
          <Fact key={one.name} name={one.name} value={one.value} />
        ))}
      </dl>
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

export function Events({ id, object, uid, few = false }: { id: AppId; object: ObjectRef; uid: string | undefined; few?: boolean }) {
  const events = useEvents(id, { ...(uid === undefined || uid === '' ? {} : { uid }), ...(object.namespace === undefined ? {} : { namespace: object.namespace }), name: object.name });
  const now = useNow();
  if (events.isError) return <Broken cause={events.error} retry={() => void events.refetch()} />;
  if (events.data === undefined) return <Loading what="events" lines={4} />;
  const shown = [...events.data].sort((one, other) => (other.lastTimestamp ?? other.eventTime ?? '').localeCompare(one.lastTimestamp ?? one.eventTime ?? '')).slice(0, few ? 4 : 200);
  return (
    <section className="sect near">
      <div className="sect-h">
        <h3 className="lbl">Events</h3>
      </div>
      {shown.length === 0 ? (
        <Blank title="No events">Kubernetes keeps events for an hour; in the last one nothing was told of it.</Blank>
      ) : (
        <ol className="tl">
          {shown.map((event) => (
            <li key={event.metadata?.uid ?? `${event.reason ?? ''}${event.lastTimestamp ?? ''}`}>
              <Mark said={event.type === 'Warning' ? { word: 'Warning', icon: 'degraded', colour: 'c-degraded' } : { word: 'Normal', icon: 'none', colour: 'c-none' }} />
              <div>
                <div className="what">
                  {event.reason}: {event.message}
                </div>
                <div className="meta">
                  {event.source?.component}
                  {event.involvedObject?.name !== undefined && event.involvedObject.name !== object.name && `, ${event.involvedObject.name}`}, {age(event.lastTimestamp ?? event.eventTime, now)} ago
                  {(event.count ?? 1) > 1 && `, ${event.count ?? 1} times`}
                </div>
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Yaml({ id, object }: { id: AppId; object: ObjectRef }) {
  const manifest = useQuery({ queryKey: ['app', `${id.namespace}/${id.name}`, 'tree', 'manifest', idOf(object)], queryFn: ({ signal }) => applications.manifest(id, object, signal) });
  const lines = useMemo(() => (manifest.data === undefined ? [] : yamlOf(JSON.parse(manifest.data) as unknown)), [manifest.data]);
  if (manifest.isError) return <Broken cause={manifest.error} retry={() => void manifest.refetch()} />;
  if (manifest.data === undefined) return <Loading what="the manifest" lines={10} />;
  let last = '';
  return (
    <>
      <div className="sect-h">
        <h3 className="lbl grow">
          YAML <span className="count">who owns each field, in the gutter</span>
        </h3>
        <button className="btn quiet sm" onClick={() => void navigator.clipboard.writeText(lines.map((line) => line.text).join('\n')).then(() => notify('Copied'))}>
          <Icon name="copy" />
          Copy
        </button>
      </div>
      <div className="yaml">
        {lines.slice(0, DRAWN).map((line, at) => {
          const owner = line.owners.join(', ');
          const shown = owner !== '' && owner !== last;
          if (owner !== '') last = owner;
          return (
            <div key={at}>
              <span className="by" title={owner}>
                {shown ? owner : ''}
              </span>
              <span className="ln">{at + 1}</span>
              <code>{shortened(line.text)}</code>
            </div>
          );
        })}
      </div>
      {lines.length > DRAWN && <p className="muted small">{count(lines.length - DRAWN, 'more line')}, not drawn; Copy takes all.</p>}
    </>
  );
}

const DATA = new Set(['PersistentVolumeClaim', 'PersistentVolume', 'StatefulSet', 'Namespace', 'CustomResourceDefinition']);

/** Names exactly what goes and what comes back; types the name only where data goes. */
function DeleteDialog({ id, app, object, branch, onClose, gone }: { id: AppId; app: Application; object: ObjectRef; branch: Branch | undefined; onClose: () => void; gone: () => void }) {
  const [typed, setTyped] = useState('');
  const [orphan, setOrphan] = useState(false);
  const [busy, setBusy] = useState(false);
  const owned: Branch[] = [];
  const walk = (one: Branch) => one.children.forEach((child) => { owned.push(child); walk(child); });
  if (branch !== undefined) walk(branch);
  const goes = orphan ? 0 : owned.length;
  const mustType = DATA.has(object.kind) || goes > 10;
  const inGit = (app.status?.resources ?? []).some((one) => idOf(one) === idOf(object) && one.requiresPruning !== true);
  const heals = app.spec.syncPolicy?.automated?.selfHeal === true;
  async function remove() {
    setBusy(true);
    try {
      await applications.delete(id, object, orphan);
      notify(`${object.kind} ${object.name} is being deleted`);
      void readAgain(id);
      gone();
    } catch (cause) {
      failed(cause);
      setBusy(false);
    }
  }
  return (
    <Modal className="dialog" label={`Delete ${object.kind} ${object.name}`} onClose={onClose}>
      <h3>
        Delete {object.kind} {object.name}?
      </h3>
      <ul>
        <li>
          <Status said={{ word: '', icon: 'd-prune', colour: 'c-d-prune' }}>goes: {object.kind} {object.name}{goes > 0 ? `, and ${count(goes, 'object')} that it owns` : ''}</Status>
        </li>
        {owned.slice(0, 5).map((one) => (
          <li key={one.id} className="muted">
            {orphan ? 'stays' : 'goes'}: {one.node.kind} {one.node.name}
          </li>
        ))}
      </ul>
      <p className="muted small">{inGit ? (heals ? 'Git asks for it, so auto-sync creates it again within seconds.' : 'Git asks for it: the app is out of sync until someone syncs.') : owned.length === 0 && branch?.node.parentRefs !== undefined ? 'Its owner will most likely make another.' : 'Nothing in Git asks for it, so it does not come back.'}</p>
      {owned.length > 0 && (
        <label className="opt">
          <input type="checkbox" className="cb" checked={orphan} onChange={(event) => setOrphan(event.target.checked)} />
          <b>Keep what it owns</b>
          <span>The objects above stay, without an owner.</span>
        </label>
      )}
      {mustType && (
        <div className="field">
          <label htmlFor="name">Type {object.name} to confirm</label>
          <input id="name" className="in-t" value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
        </div>
      )}
      <div className="acts">
        <button className="btn danger-solid" disabled={busy || (mustType && typed !== object.name)} onClick={() => void remove()}>
          Delete
        </button>
        <button className="btn" onClick={onClose}>
          Keep it
        </button>
      </div>
    </Modal>
  );
}
