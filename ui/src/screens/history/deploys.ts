import type { HistoryEntry, JournalEntry } from '../../api/types';
import { revisionOf } from '../../api/calls';
import { happened, outcomeOf, who } from '../activity/entries';

export interface Deploy {
  id: number;
  revision: string;
  at: string;
  /** Until when it ran; empty for the one that runs. */
  until: string;
  by: string;
  what: string;
  /** Whether the journal knows that it went well or not; where it does not, nothing is claimed. */
  went: 'good' | 'bad' | 'other';
}

/** The deploys, newest first, each with what the journal remembers of it. */
export function deploys(history: HistoryEntry[], journal: JournalEntry[]): Deploy[] {
  const sorted = [...history].sort((one, other) => other.id - one.id);
  return sorted.map((entry, at) => {
    const revision = revisionOf(entry);
    const remembered = journal
      .filter((one) => one.revision === revision && /sync|rollback/i.test(one.kind))
      .sort((one, other) => distance(one, entry) - distance(other, entry))[0];
    const initiator = entry.initiatedBy?.automated === true ? 'auto-sync' : (entry.initiatedBy?.username ?? '');
    return {
      id: entry.id,
      revision,
      at: entry.deployedAt,
      until: sorted[at - 1]?.deployedAt ?? '',
      by: remembered === undefined ? initiator : who(remembered),
      what: remembered === undefined ? '' : happened(remembered),
      went: remembered === undefined ? 'other' : outcomeOf(remembered),
    };
  });
}

function distance(entry: JournalEntry, deploy: HistoryEntry): number {
  return Math.abs(Date.parse(entry.at) - Date.parse(deploy.deployedAt));
}

/** The deploy to go back to: the newest before the one that runs, of another commit. */
export function candidate(all: Deploy[]): Deploy | undefined {
  const runs = all[0];
  return all.slice(1).find((deploy) => deploy.revision !== runs?.revision);
}
