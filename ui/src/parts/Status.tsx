import { Icon, type IconName } from './Icon';
import type { Health, Phase, Sync } from '../api/types';
import { wordsOf, type Standing } from '../screens/fleet/state';

interface Said {
  word: string;
  icon: IconName;
  colour: string;
}

const healths: Record<string, Said> = {
  Healthy: { word: 'Healthy', icon: 'healthy', colour: 'c-healthy' },
  Progressing: { word: 'Progressing', icon: 'progressing', colour: 'c-progressing' },
  Degraded: { word: 'Degraded', icon: 'degraded', colour: 'c-degraded' },
  Suspended: { word: 'Suspended', icon: 'suspended', colour: 'c-suspended' },
  Missing: { word: 'Missing', icon: 'missing', colour: 'c-missing' },
};
const syncs: Record<string, Said> = {
  Synced: { word: 'Synced', icon: 'synced', colour: 'c-synced' },
  OutOfSync: { word: 'Out of sync', icon: 'outofsync', colour: 'c-outofsync' },
};
const phases: Record<string, Said> = {
  Running: { word: 'Running', icon: 'progressing', colour: 'c-progressing' },
  Terminating: { word: 'Stopping', icon: 'progressing', colour: 'c-progressing' },
  Failed: { word: 'Failed', icon: 'degraded', colour: 'c-degraded' },
  Error: { word: 'Error', icon: 'degraded', colour: 'c-degraded' },
  Succeeded: { word: 'Succeeded', icon: 'healthy', colour: 'c-healthy' },
};
const unknown: Said = { word: 'Unknown', icon: 'unknown', colour: 'c-unknown' };

export const ofHealth = (health: Health | undefined): Said => healths[health ?? ''] ?? unknown;
export const ofSync = (sync: Sync | undefined): Said => syncs[sync ?? ''] ?? unknown;
export const ofPhase = (phase: Phase | undefined): Said => phases[phase ?? ''] ?? unknown;
export const ofStanding = (state: Standing): Said => wordsOf(state);

/** Shape, word and colour: the word may be left to the sentence beside it, never the shape. */
export function Mark({ said, label }: { said: Said; label?: string }) {
  return (
    <span className={`ic ${said.colour}`} role="img" aria-label={label ?? said.word} title={label ?? said.word}>
      <Icon name={said.icon} />
    </span>
  );
}

export function Status({ said, children }: { said: Said; children?: React.ReactNode }) {
  return (
    <span className={`st ${said.colour}`}>
      <Icon name={said.icon} />
      {children ?? said.word}
    </span>
  );
}

export function Tag({ said, children }: { said: Said; children?: React.ReactNode }) {
  return (
    <span className={`tag ${said.colour}`}>
      <Icon name={said.icon} />
      {children ?? said.word}
    </span>
  );
}
