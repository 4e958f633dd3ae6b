import type { AppId } from '../api/calls';

export type AppView = '' | 'changes' | 'history' | 'run' | 'logs' | 'yaml';

/** Argo CD's own addresses, so that bookmarks and links in chats stay good. */
export function appPath(id: AppId, view: AppView = ''): string {
  return `/applications/${encodeURIComponent(id.namespace)}/${encodeURIComponent(id.name)}${view === '' ? '' : `/${view}`}`;
}

/** Where the panels of Argo CD's application page are here: its address carries them as parameters. */
export function ofArgo(search: URLSearchParams): AppView | undefined {
  if (search.get('operation') === 'true') return 'run';
  if (search.has('rollback') && search.get('rollback') !== '-1') return 'history';
  const tab = search.get('tab');
  if (search.has('resource') && search.has('node') && tab === 'diff') return 'changes';
  return undefined;
}

/** Argo CD's pages that are elsewhere here: the object's section, or the list of which it is a part. */
export const moved: Record<string, string> = {
  'user-info': '/settings/access',
  resources: '/applications',
  'settings/repos': '/settings/repositories',
  'settings/certs': '/settings/repositories',
  'settings/gpgkeys': '/settings/repositories',
  'settings/projects/:name': '/settings/projects',
  'settings/clusters/:server': '/settings/clusters',
  'settings/accounts/:name': '/settings/accounts',
};

/** Argo CD names an object group/kind/namespace/name/index. */
export function nodeOf(search: URLSearchParams): { group: string; kind: string; namespace: string; name: string } | undefined {
  const [group, kind, namespace, name] = (search.get('node') ?? '').split('/');
  if (kind === undefined || name === undefined || kind === 'Application') return undefined;
  return { group: group ?? '', kind, namespace: namespace ?? '', name };
}

export function nodeText(node: { group?: string | undefined; kind: string; namespace?: string | undefined; name: string }): string {
  return `${node.group ?? ''}/${node.kind}/${node.namespace ?? ''}/${node.name}/0`;
}
