import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type FormEvent } from 'react';
import { Link, useNavigate, useOutletContext, useSearchParams } from 'react-router';
import { applications, lists } from '../../api/calls';
import { useFleet, useSettings } from '../../api/queries';
import { Broken, Command } from '../../parts/Blank';
import { Icon } from '../../parts/Icon';
import { notify } from '../../parts/notices';
import { yamlText } from '../../parts/yaml';
import { appPath } from '../../shell/paths';
import { TopBar } from '../../shell/Shell';
import { applicationOf, commandOf, complete, draftOf, faults, searchOf, type Draft } from './draft';

/** What will it create? */
export function Create() {
  const { openPalette } = useOutletContext<{ openPalette: () => void }>();
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const fleet = useFleet().data;
  const namespace = useSettings().data?.controllerNamespace ?? 'argocd';
  const projects = useQuery({ queryKey: ['settings', 'projects'], queryFn: ({ signal }) => lists.projects(signal) }).data ?? [];
  const clusters = useQuery({ queryKey: ['settings', 'clusters'], queryFn: ({ signal }) => lists.clusters(signal) }).data ?? [];
  const repositories = useQuery({ queryKey: ['settings', 'repositories'], queryFn: ({ signal }) => lists.repositories(signal) }).data ?? [];
  const [broken, setBroken] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const draft = draftOf(search);
  const taken = useMemo(() => new Set((fleet?.rows ?? []).filter((row) => row.namespace === namespace).map((row) => row.name)), [fleet, namespace]);
  const wrong = faults(draft, taken);
  const ready = complete(draft, taken);
  const application = applicationOf(draft, namespace);
  const paths = [...new Set((fleet?.rows ?? []).filter((row) => row.repo === draft.repo).map((row) => row.path))].slice(0, 200);
  const known = [...new Set([...repositories.map((one) => one.repo), ...(fleet?.rows ?? []).map((row) => row.repo)])].filter((one) => one !== '').slice(0, 200);

  const set = (change: Partial<Draft>) => setSearch(searchOf({ ...draft, ...change }), { replace: true });

  async function create(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    setBroken(undefined);
    try {
      await applications.create(application);
      notify(`${draft.name} is created`);
      void navigate(appPath({ namespace, name: draft.name }));
    } catch (cause) {
      setBroken(cause);
      setBusy(false);
    }
  }

  const field = (name: keyof Draft, label: string, more: { mono?: boolean; list?: string; hint?: string; placeholder?: string } = {}) => (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <input id={name} className={more.mono === true ? 'in-t mono' : 'in-t'} value={String(draft[name])} list={more.list} placeholder={more.placeholder} spellCheck={false} autoComplete="off" aria-invalid={wrong[name] !== undefined}
        aria-describedby={`${name}-said`} onChange={(event) => set({ [name]: event.target.value })} />
      <span className={wrong[name] === undefined ? 'hint' : 'hint err'} id={`${name}-said`}>
        {wrong[name] ?? more.hint}
      </span>
    </div>
  );
  const choice = (name: 'selfHeal' | 'prune' | 'createNamespace', title: string, about: string) => (
    <label className="opt">
      <input type="checkbox" className="cb" checked={draft[name]} onChange={(event) => set({ [name]: event.target.checked })} />
      <b>{title}</b>
      <span>{about}</span>
    </label>
  );

  return (
    <>
      <TopBar openPalette={openPalette}>
        <nav className="crumbs" aria-label="Where">
          <Link to="/applications">Apps</Link>
          <span className="sep">/</span>
          <span className="crumb" aria-current="page">
            New app
          </span>
        </nav>
      </TopBar>
      <main className="page">
        <section className="ask" aria-labelledby="q">
          <h1 id="q">{ready ? `This would deploy ${draft.path === '.' ? 'the whole repository' : draft.path} to ${draft.namespace} on ${draft.cluster}${draft.auto ? ', at once' : ', when someone syncs'}` : 'A folder in Git, and a place in a cluster'}</h1>
          <p className="lead">Nothing happens until you press Create. The link of this page keeps the draft, so a colleague can look first.</p>
        </section>
        {broken !== undefined && <Broken cause={broken} />}
        <div className="split csplit sect near">
          <form onSubmit={(event) => void create(event)}>
            <fieldset>
              <legend>What</legend>
              <div className="two">
                {field('name', 'Name')}
                {field('project', 'Project', { list: 'projects' })}
              </div>
            </fieldset>
            <fieldset>
              <legend>From</legend>
              {field('repo', 'Repository', { mono: true, list: 'repositories', placeholder: 'https://' })}
              <div className="two">
                {field('revision', 'Branch, tag or commit', { mono: true })}
                {field('path', 'Folder', { mono: true, list: 'paths' })}
              </div>
            </fieldset>
            <fieldset>
              <legend>To</legend>
              <div className="two">
                {field('cluster', 'Cluster', { list: 'clusters' })}
                {field('namespace', 'Namespace', { mono: true })}
              </div>
              {choice('createNamespace', 'Create the namespace', 'If it is not there yet.')}
            </fieldset>
            <fieldset>
              <legend>When Git changes</legend>
              <label className="opt">
                <input type="radio" name="when" className="cb" checked={draft.auto} onChange={() => set({ auto: true })} />
                <b>Deploy it at once</b>
                <span>Kilter syncs within seconds of a push.</span>
              </label>
              <label className="opt">
                <input type="radio" name="when" className="cb" checked={!draft.auto} onChange={() => set({ auto: false })} />
                <b>Wait for someone to press Sync</b>
                <span>Changes show up as “out of sync”.</span>
              </label>
              {draft.auto && choice('selfHeal', 'Put back manual edits', 'Edits with kubectl are reverted, and noted in Activity.')}
              {draft.auto && choice('prune', 'Delete what leaves Git', 'Off: objects that leave Git stay. Data is never deleted without asking.')}
            </fieldset>
            <datalist id="projects">{projects.map((one) => <option key={one.metadata.name} value={one.metadata.name} />)}</datalist>
            <datalist id="clusters">{clusters.map((one) => <option key={one.server} value={one.name ?? one.server} />)}</datalist>
            <datalist id="repositories">{known.map((one) => <option key={one} value={one} />)}</datalist>
            <datalist id="paths">{paths.map((one) => <option key={one} value={one} />)}</datalist>
            <div className="bar-bottom">
              <button className="btn primary" aria-disabled={!ready || busy || undefined} aria-describedby={ready ? undefined : 'missing'}>
                <Icon name="plus" />
                Create {draft.name}
              </button>
              {!ready && (
                <span className="why" id="missing">
                  <Icon name="info" />
                  {Object.values(wrong)[0] ?? 'Name, repository and namespace are needed.'}
                </span>
              )}
            </div>
          </form>
          <aside className="stick">
            <section className="sect">
              <div className="sect-h">
                <h2 className="grow">As YAML</h2>
                <button className="btn quiet sm" onClick={() => void navigator.clipboard.writeText(yamlText(application)).then(() => notify('Copied'))}>
                  <Icon name="copy" />
                  Copy
                </button>
              </div>
              <pre className="code">{yamlText(application)}</pre>
            </section>
            <section className="sect">
              <div className="sect-h">
                <h2>The same on the command line</h2>
              </div>
              <Command text={commandOf(draft)} />
            </section>
          </aside>
        </div>
      </main>
    </>
  );
}
