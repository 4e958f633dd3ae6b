import type { JournalEntry } from '../../api/types';
import { short } from '../../parts/words';

/** Who did it: the person behind the commit where a machine only carried it out. */
export function who(entry: JournalEntry): string {
  const author = typeof entry.commit === 'object' ? entry.commit.author : /^(.+?): /.exec(entry.commit ?? '')?.[1];
  const machine = /^(auto-?sync|automat(ed|ion)|)$/i.test(entry.actor);
  const actor = entry.actor === 'automation' ? 'auto-sync' : entry.actor;
  return (machine && author !== undefined && author !== '' ? author : actor).replace(/\s*<.*>/, '') || 'not known';
}

/** `registry/shop/api:1 -> registry/shop/api:2` as `api 1 → 2`: where it comes from is on the object. */
export function brief(change: string): string {
  const [old, now] = change.split(/ (?:->|→) /).map((image) => image.replace(/^.*\//, ''));
  if (old === undefined || now === undefined) return old ?? change;
  const [name, tag] = [old.split(/[:@]/)[0] ?? '', old.slice((old.split(/[:@]/)[0] ?? '').length + 1)];
  return name !== '' && tag !== '' && now.startsWith(`${name}:`) ? `${name} ${tag} → ${now.slice(name.length + 1)}` : `${old} → ${now}`;
}

/** What happened, in one line: the images that changed, or the commit's own words. */
export function happened(entry: JournalEntry): string {
  const images = (entry.images ?? []).map((image) => (typeof image === 'string' ? image : `${image.old ?? ''} → ${image.new ?? ''}`)).filter((one) => one !== '').map(brief);
  const said = (typeof entry.commit === 'object' ? entry.commit.message : entry.commit?.replace(/^.+?: /, '')) ?? '';
  const subject = said.split('\n')[0] ?? '';
  if (/rollback/i.test(entry.kind)) return `back to ${short(entry.revision)}${images.length > 0 ? `, ${images.join(', ')}` : ''}`;
  if (images.length > 0) return images.join(', ');
  if (subject !== '') return subject;
  return entry.revision === undefined || entry.revision === '' ? entry.kind : `${entry.kind} of ${short(entry.revision)}`;
}

export function outcomeOf(entry: JournalEntry): 'good' | 'bad' | 'other' {
  const outcome = entry.outcome ?? '';
  if (/fail|error/i.test(outcome)) return 'bad';
  return /succe/i.test(outcome) ? 'good' : 'other';
}
