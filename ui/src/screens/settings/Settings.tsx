import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Link, useOutletContext, useParams } from 'react-router';
import { lists, may, type Connection } from '../../api/calls';
import { useUser } from '../../api/queries';
import { Blank, Broken, Command, Loading } from '../../parts/Blank';
import { Icon } from '../../parts/Icon';
import { Status } from '../../parts/Status';
import { useNow } from '../../parts/now';
import { age, count, list } from '../../parts/words';
import { TopBar } from '../../shell/Shell';

const sections = [
  { key: 'repositories', name: 'Repositories', group: 'Connections' },
  { key: 'clusters', name: 'Clusters', group: 'Connections' },
  { key: 'access', name: 'Who may do what', group: 'Access' },
  { key: 'projects', name: 'Projects', group: 'Access' },
  { key: 'accounts', name: 'Accounts', group: 'Access' },
] as const;

/** Is everything reachable, who may do what? */
export function Settings() {
  const { openPalette } = useOutletContext<{ openPalette: () => void }>();
  const { section = 'repositories' } = useParams();
  const shown = sections.find((one) => one.key === section)?.key ?? 'repositories';
  return (
    <>
      <TopBar openPalette={openPalette}>
        <nav className="crumbs" aria-label="Where">
          <span aria-current="page">Settings</span>
        </nav>
      </TopBar>
      <main className="page">
        <div className="sgrid">
          <nav className="snav" aria-label="Settings">
            {sections.map((one, at) => (
              <span key={one.key} className="snav-of">
                {one.group !== sections[at - 1]?.group && <h2>{one.group}</h2>}
                <Link to={`/settings/${one.key}`} aria-current={one.key === shown ? 'page' : undefined}>
                  {one.name}
                </Link>
              </span>
            ))}
          </nav>
          <div>
            {shown === 'repositories' && <Repositories />}
            {shown === 'clusters' && <Clusters />}
            {shown === 'projects' && <Projects />}
            {shown === 'accounts' && <Accounts />}
            {shown === 'access' && <Access />}
          </div>
        </div>
      </main>
    </>
  );
}

/** One list of the server: its answer in the first line, the items below, and each of the three blanks. */
function Listed<T>({ what, read, title, empty, children }: { what: string; read: (signal: AbortSignal) => Promise<T[]>; title: (items: T[]) => string; empty: ReactNode; children: (items: T[]) => ReactNode }) {
  const answer = useQuery({ queryKey: ['settings', what], queryFn: ({ signal }) => read(signal), staleTime: 30_000 });
  if (answer.isError) return <Broken cause={answer.error} retry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Loading what={what} />;
  return (
    <>
      <section className="ask">
        <h1>{title(answer.data)}</h1>
      </section>
      <div className="sect near">{answer.data.length === 0 ? empty : children(answer.data)}</div>
    </>
  );
}

const failedAt = (connection: Connection | undefined) => connection?.status === 'Failed';

function Reached({ connection, children }: { connection: Connection | undefined; children: ReactNode }) {
  const said = failedAt(connection)
    ? { word: 'Not reached', icon: 'degraded' as const, colour: 'c-degraded' }
    : connection?.status === 'Successful'
      ? { word: 'Reached', icon: 'healthy' as const, colour: 'c-healthy' }
      : { word: 'Not known', icon: 'unknown' as const, colour: 'c-unknown' };
  return (
    <Status said={said}>
      {children}
      <span className="vh">, {said.word}</span>
    </Status>
  );
}

function Checked({ connection }: { connection: Connection | undefined }) {
  const now = useNow();
  return <>{connection?.attemptedAt === undefined ? 'not known' : `${age(connection.attemptedAt, now)} ago`}</>;
}

function Fault({ name, connection, todo }: { name: string; connection: Connection | undefined; todo: string }) {
  return (
    <article className="fault c-degraded">
      <span className="ic">
        <Icon name="degraded" />
      </span>
      <div>
        <b>{name}</b>
        <p>
          <code>{connection?.message === undefined || connection.message === '' ? 'no reason was given' : connection.message}</code>, last tried <Checked connection={connection} />.
        </p>
        <Command text={todo} />
      </div>
    </article>
  );
}

function reach(items: { connectionState?: Connection }[], one: string, many: string): string {
  const bad = items.filter((item) => failedAt(item.connectionState)).length;
  if (items.length === 0) return `No ${one} yet`;
  if (bad === 0) return items.length === 1 ? `The one ${one} answers` : `All ${items.length} ${many} answer`;
  return `${bad} of ${items.length} ${many} cannot be reached`;
}

function Repositories() {
  return (
    <Listed what="repositories" read={lists.repositories} title={(items) => reach(items, 'repository', 'repositories')}
      empty={<Blank title="None with credentials" action={<Command text="kilter repo add https://git.example.com/team/deploy --username ci --password …" />}>Public repositories need no entry here.</Blank>}>
      {(items) => (
        <>
          {items.filter((item) => failedAt(item.connectionState)).map((item) => (
            <Fault key={item.repo} name={item.repo} connection={item.connectionState} todo={`kilter repo add ${item.repo} --upsert --username … --password …`} />
          ))}
          <table className="tbl stack">
            <thead>
              <tr>
                <th>Repository</th>
                <th>Kind</th>
                <th>Project</th>
                <th>Last check</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={item.repo + (item.project ?? '')}>
                  <td>
                    <Reached connection={item.connectionState}>{item.repo}</Reached>
                  </td>
                  <td>{item.type ?? 'git'}</td>
                  <td>{item.project === undefined || item.project === '' ? 'any project' : item.project}</td>
                  <td>
                    <Checked connection={item.connectionState} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Listed>
  );
}

function Clusters() {
  return (
    <Listed what="clusters" read={lists.clusters} title={(items) => reach(items.map((item) => ({ ...((item.connectionState ?? item.info?.connectionState) === undefined ? {} : { connectionState: (item.connectionState ?? item.info?.connectionState) as Connection }) })), 'cluster', 'clusters')}
      empty={<Blank title="No cluster">The one that Kilter runs in is always there; this account may not see it.</Blank>}>
      {(items) => (
        <>
          {items.filter((item) => failedAt(item.connectionState)).map((item) => (
            <Fault key={item.server} name={item.name ?? item.server} connection={item.connectionState} todo={`kubectl --server ${item.server} get --raw /readyz`} />
          ))}
          <table className="tbl stack">
            <thead>
              <tr>
                <th>Cluster</th>
                <th>Address</th>
                <th>Version</th>
                <th className="num">Apps</th>
                <th>Last check</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={item.server}>
                  <td>
                    <Reached connection={item.connectionState ?? item.info?.connectionState}>{item.name ?? item.server}</Reached>
                  </td>
                  <td className="mono">{item.server}</td>
                  <td>{item.serverVersion ?? item.info?.serverVersion ?? ''}</td>
                  <td className="num" data-u="apps">
                    {item.info?.applicationsCount ?? ''}
                  </td>
                  <td>
                    <Checked connection={item.connectionState ?? item.info?.connectionState} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Listed>
  );
}

function Projects() {
  return (
    <Listed what="projects" read={lists.projects} title={(items) => `${count(items.length, 'project')} ${items.length === 1 ? 'says' : 'say'} what may go where`} empty={<Blank title="No project">Not even “default”; this account may see none.</Blank>}>
      {(items) => (
        <table className="tbl stack">
          <thead>
            <tr>
              <th>Project</th>
              <th>From</th>
              <th>To</th>
              <th>Roles</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.metadata.name}>
                <td>
                  <b>{item.metadata.name}</b> <span className="faint">{item.spec?.description}</span>
                </td>
                <td className="mono">{(item.spec?.sourceRepos ?? []).join(', ')}</td>
                <td>{(item.spec?.destinations ?? []).map((one) => `${one.name ?? one.server ?? '*'}/${one.namespace ?? '*'}`).join(', ')}</td>
                <td>{(item.spec?.roles ?? []).map((one) => one.name).join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Listed>
  );
}

function Accounts() {
  return (
    <Listed what="accounts" read={lists.accounts} title={(items) => `${count(items.length, 'local account')}, ${items.filter((item) => item.enabled === true).length} of them can sign in`} empty={<Blank title="No local account">They stand in argocd-cm.</Blank>}>
      {(items) => (
        <table className="tbl stack">
          <thead>
            <tr>
              <th>Account</th>
              <th>Can</th>
              <th className="num">Tokens</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.name}>
                <td>
                  <b>{item.name}</b> {item.enabled !== true && <span className="faint">off</span>}
                </td>
                <td>{list((item.capabilities ?? []).map((one) => (one === 'apiKey' ? 'use tokens' : one === 'login' ? 'sign in' : one)))}</td>
                <td className="num" data-u="tokens">
                  {item.tokens?.length ?? 0}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Listed>
  );
}

const actions = ['get', 'sync', 'update', 'create', 'delete', 'override', 'action/*'];
const resources = ['applications', 'projects', 'clusters', 'repositories', 'logs', 'exec', 'accounts', 'applicationsets'];

/** May I do this, and which rule says so? */
function Access() {
  const user = useUser().data;
  const [question, ask] = useState({ resource: 'applications', action: 'sync', object: 'default/*' });
  const answer = useQuery({ queryKey: ['can', question], queryFn: () => may([question]).then((found) => found[0]), placeholderData: (before) => before });
  const rule = `p, ${user?.groups?.[0] ?? user?.username ?? 'role:…'}, ${question.resource}, ${question.action}, ${question.object}, allow`;
  const said = answer.data;
  return (
    <>
      <section className="ask" aria-labelledby="q">
        <h1 id="q">
          {said === undefined ? 'May you do it?' : said.allowed ? 'Yes: ' : 'No: '}
          {said !== undefined && `you may ${said.allowed ? '' : 'not '}${question.action} ${question.object} in ${question.resource}`}
        </h1>
        <p className="lead">
          You are <b>{user?.username}</b>
          {(user?.groups ?? []).length > 0 && `, of ${list(user?.groups ?? [])}`}.
        </p>
      </section>
      <div className="askline">
        May I
        <select className="in-t" aria-label="Action" value={question.action} onChange={(event) => ask({ ...question, action: event.target.value })}>
          {actions.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        <select className="in-t" aria-label="Resource" value={question.resource} onChange={(event) => ask({ ...question, resource: event.target.value })}>
          {resources.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        <input className="in-t mono" aria-label="Which" value={question.object} spellCheck={false} onChange={(event) => ask({ ...question, object: event.target.value })} />?
      </div>
      {answer.isError ? (
        <Broken cause={answer.error} retry={() => void answer.refetch()} />
      ) : said === undefined ? (
        <Loading what="the answer" lines={2} />
      ) : (
        <article className={`fault bare ${said.allowed ? 'c-healthy' : 'c-degraded'}`}>
          <span className="ic">
            <Icon name={said.allowed ? 'healthy' : 'degraded'} />
          </span>
          <div>
            <b>{said.allowed ? 'This rule allows it.' : said.rule === '' ? 'No rule allows it.' : 'This rule denies it.'}</b>
            <div className="diff plain rule">
              {said.rule !== '' && (
                <div className="dl ctx">
                  <span className="m">·</span>
                  <span className="c">{said.rule}</span>
                </div>
              )}
              {!said.allowed && (
                <div className="dl add">
                  <span className="m">+</span>
                  <span className="c">
                    {rule} <span className="faint">would allow it</span>
                  </span>
                </div>
              )}
            </div>
            {!said.allowed && (
              <button className="btn sm" onClick={() => void navigator.clipboard.writeText(rule)}>
                <Icon name="copy" />
                Copy the rule
              </button>
            )}
          </div>
        </article>
      )}
    </>
  );
}
