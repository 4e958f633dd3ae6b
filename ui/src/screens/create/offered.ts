import type { Details } from '../../api/calls';
import { Problem } from '../../api/problem';
import { count, list } from '../../parts/words';

/** What a folder would deploy, in words. */
export function offered(details: Details, path: string): string {
  const folder = path === '.' || path === '' ? 'The whole repository' : path;
  switch (details.type) {
    case 'Helm': {
      const files = details.helm?.valueFiles ?? [];
      const parameters = details.helm?.parameters?.length ?? 0;
      return `${folder} is the Helm chart ${details.helm?.name ?? ''}${files.length === 0 ? '' : `, with ${list(files)}`}${parameters === 0 ? '' : ` and ${count(parameters, 'parameter')}`}.`;
    }
    case 'Kustomize': {
      const images = details.kustomize?.images ?? [];
      return `${folder} is a Kustomize overlay${images.length === 0 ? '' : ` with ${count(images.length, 'image')}`}.`;
    }
    case 'Plugin':
      return `${folder} is rendered by a plugin.`;
    default:
      return `${folder} holds plain manifests.`;
  }
}

/** What would run, as far as it can be said before it is rendered. */
export function images(details: Details): string[] {
  return details.kustomize?.images ?? [];
}

/** A server that cannot look into repositories, or somebody who may not: then there is no preview, and nothing is broken. */
export function silent(cause: unknown): boolean {
  return cause instanceof Problem && [0, 403, 404, 405, 501].includes(cause.status);
}
