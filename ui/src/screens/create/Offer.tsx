import { useQuery } from '@tanstack/react-query';
import { repositories } from '../../api/calls';
import { Broken, Loading } from '../../parts/Blank';
import { useSettled } from '../../parts/useSettled';
import type { Draft } from './draft';
import { images, offered, silent } from './offered';

const MINUTE = 60_000;

/** Branches, tags and folders of the repository that the draft names, once its typing rests; empty where they cannot be read. */
export function useChoices(draft: Draft, valid: boolean): { revisions: string[]; folders: string[]; said: string } {
  const repo = useSettled(valid ? draft.repo : '');
  const revision = useSettled(draft.revision);
  const refs = useQuery({ queryKey: ['refs', repo], enabled: repo !== '', retry: false, staleTime: MINUTE, queryFn: ({ signal }) => repositories.refs(repo, signal) });
  const folders = useQuery({ queryKey: ['folders', repo, revision, draft.project], enabled: repo !== '' && refs.data !== undefined, retry: false, staleTime: MINUTE, queryFn: ({ signal }) => repositories.folders(repo, revision, draft.project, signal) });
  const branches = refs.data?.branches ?? [];
  const tags = refs.data?.tags ?? [];
  return {
    revisions: [...new Set([...branches, ...tags])].slice(0, 500),
    folders: [...new Set((folders.data ?? []).map((one) => one.path))].slice(0, 500),
    said: refs.data === undefined ? '' : `Reached: ${branches.length} branches, ${tags.length} tags.`,
  };
}

/** What would it deploy? Asked of the server when the typing rests. */
export function Offer({ draft, valid }: { draft: Draft; valid: boolean }) {
  const asked = useSettled(valid ? `${draft.repo} ${draft.revision} ${draft.path} ${draft.project}` : '');
  const details = useQuery({
    queryKey: ['details', asked], enabled: asked !== '', retry: false, staleTime: MINUTE,
    queryFn: () => repositories.details(draft.repo, draft.path, draft.revision, draft.project, draft.name),
  });
  if (asked === '' || (details.isError && silent(details.error))) return null;
  return (
    <section className="sect" aria-live="polite">
      <div className="sect-h">
        <h2>What it would deploy</h2>
      </div>
      {details.data !== undefined ? (
        <>
          <p>{offered(details.data, draft.path)}</p>
          {images(details.data).map((image) => (
            <code key={image} className="block">
              {image}
            </code>
          ))}
        </>
      ) : details.isError ? (
        <Broken cause={details.error} retry={() => void details.refetch()} />
      ) : (
        <Loading what={draft.path} lines={2} />
      )}
    </section>
  );
}
