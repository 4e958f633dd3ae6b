import type { JournalEntry } from '../../api/types';
import { short } from '../../parts/words';

/** Who did it: the person behind the commit where a machine only carried it out. */
export function who(entry: JournalEntry): string {
  const author = typeof entry.commit === 'object' ? entry.commit.author : / – (.+)$/.exec(entry.commit ?? '')?.[1];
  const machine = /^(auto-?sync|automated|)$/i.test(entry.actor);
  return (machine && author !== undefined && author !== '' ? author : entry.actor).replace(/\s*<.*>/, '') || 'not known';
}

/** What happened, in one line: the images that changed, or the commit's own words. */
export function happened(entry: JournalEntry): string {
  const images = (entry.images ?? []).map((image) => (typeof image === 'string' ? image : `${image.old ?? ''} → ${image.new ?? ''}`)).filter((one) => one !== '');
  const said = (typeof entry.commit === 'object' ? entry.commit.message : entry.commit?.replace(/ – .+$/, '')) ?? '';
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
