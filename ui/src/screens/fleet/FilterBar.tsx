import { useMemo, useRef } from 'react';
import type { FleetRow } from '../../api/types';
import { Icon } from '../../parts/Icon';
import { useKeys } from '../../parts/keys';
import { SaveView } from './SaveView';
import { isEmpty, type Filter } from './filter';
import { standing, wordsOf, type Standing } from './state';

const offered: Standing[] = ['degraded', 'outofsync', 'progressing', 'held', 'missing', 'unknown', 'suspended'];

export function FilterBar({ rows, filter, set, placeholder }: { rows: FleetRow[]; filter: Filter; set: (change: Partial<Filter>) => void; placeholder: string }) {
  const field = useRef<HTMLInputElement>(null);
  useKeys([{ keys: '/', does: 'Filter apps', group: 'Apps', run: () => field.current?.focus() }]);
  const facts = useMemo(() => {
    const counts = new Map<Standing, number>();
    const projects = new Set<string>();
    const clusters = new Set<string>();
    for (const row of rows) {
      const state = standing(row);
      counts.set(state, (counts.get(state) ?? 0) + 1);
      projects.add(row.project);
      clusters.add(row.cluster);
    }
    return { counts, projects: [...projects].sort(), clusters: [...clusters].sort() };
  }, [rows]);

  function toggle(state: Standing) {
    set({ states: filter.states.includes(state) ? filter.states.filter((one) => one !== state) : [...filter.states, state] });
  }

  return (
    <div className="toolbar" role="search" aria-label="Filter apps">
      <label className="search wide">
        <Icon name="filter" />
        <input ref={field} aria-label={placeholder} placeholder={placeholder} value={filter.text} spellCheck={false} autoComplete="off"
          onChange={(event) => set({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            if (filter.text === '') field.current?.blur();
            else set({ text: '' });
          }} />
        {filter.text === '' ? <kbd>/</kbd> : <kbd>esc</kbd>}
      </label>
      {offered
        .filter((state) => facts.counts.has(state) || filter.states.includes(state))
        .map((state) => {
          const words = wordsOf(state);
          return (
            <button key={state} className={`filter ${words.colour}`} aria-pressed={filter.states.includes(state)} onClick={() => toggle(state)}>
              <span className="ic">
                <Icon name={words.icon} />
              </span>
              {words.word} <span className="n">{(facts.counts.get(state) ?? 0).toLocaleString('en')}</span>
            </button>
          );
        })}
      <Choice name="Project" all="All projects" values={facts.projects} value={filter.project} choose={(project) => set({ project })} />
      <Choice name="Cluster" all="All clusters" values={facts.clusters} value={filter.cluster} choose={(cluster) => set({ cluster })} />
      {!isEmpty(filter) && <SaveView filter={filter} />}
    </div>
  );
}

function Choice({ name, all, values, value, choose }: { name: string; all: string; values: string[]; value: string; choose: (value: string) => void }) {
  if (values.length < 2 && value === '') return null;
  return (
    <select className="filter pick" aria-label={name} data-chosen={value !== ''} value={value} onChange={(event) => choose(event.target.value)}>
      <option value="">{all}</option>
      {values.map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </select>
  );
}
