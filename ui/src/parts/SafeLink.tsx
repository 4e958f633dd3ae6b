import type { ReactNode } from 'react';

/** The address if a browser may follow it: http or https, nothing that runs or hides. */
export function safe(address: string | undefined): string | undefined {
  if (address === undefined || address === '') return undefined;
  try {
    const url = new URL(address);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** A link to an address that someone else wrote; where it is not safe, its text alone. */
export function SafeLink({ href, children, className = 'link' }: { href: string | undefined; children: ReactNode; className?: string }) {
  const address = safe(href);
  if (address === undefined) return <>{children}</>;
  return (
    <a className={className} href={address} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** Where the commit can be read, for the hosts whose addresses are known. */
export function commitAddress(repo: string | undefined, revision: string): string | undefined {
  if (repo === undefined || !/^[0-9a-f]{40}$/.test(revision)) return undefined;
  const ssh = /^(?:ssh:\/\/)?git@([^:/]+)[:/](.+)$/.exec(repo);
  const web = safe((ssh === null ? repo : `https://${ssh[1] ?? ''}/${ssh[2] ?? ''}`).replace(/\.git$/, ''));
  if (web === undefined) return undefined;
  const host = new URL(web).host;
  if (/gitlab/.test(host)) return `${web}/-/commit/${revision}`;
  if (/bitbucket/.test(host)) return `${web}/commits/${revision}`;
  return /github|gitea|codeberg|forgejo/.test(host) ? `${web}/commit/${revision}` : undefined;
}
