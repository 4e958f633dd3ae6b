import { useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useFleet } from '../api/queries';
import { Icon, type IconName } from '../parts/Icon';
import { Modal } from '../parts/Modal';
import { Mark, ofStanding } from '../parts/Status';
import { boundKeys } from '../parts/keys';
import { byAttention, standing } from '../screens/fleet/state';
import { appPath } from './paths';
import { score } from './match';

interface Choice {
  key: string;
  name: string;
  about: string;
  group: string;
  icon: React.ReactNode;
  keys?: string;
  run: () => void;
}

const SHOWN = 9;

/** Apps, places and what can be done here, found by a few letters. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const chosen = useRef<HTMLLIElement>(null);
  const fleet = useFleet().data;
  const navigate = useNavigate();
  const done = useMemo(() => boundKeys().filter((key) => key.group !== 'Move' && key.keys !== '⌘K'), []);

  const choices = useMemo(() => {
    const apps: Choice[] = [...(fleet?.rows ?? [])]
      .map((row) => ({ row, score: text === '' ? 1 : score(text, `${row.name} ${row.project} ${row.cluster}`) }))
      .filter((one) => one.score > 0)
      .sort((one, other) => other.score - one.score || byAttention(one.row, other.row))
      .slice(0, text === '' ? 5 : SHOWN)
      .map(({ row }) => ({
        key: row.id, name: row.name, about: `${row.project}, ${row.cluster}`, group: text === '' ? 'Needs you first' : 'Apps',
        icon: <Mark said={ofStanding(standing(row))} />, run: () => void navigate(appPath(row)),
      }));
    const actions: Choice[] = done
      .filter((key) => text === '' || score(text, key.does) > 0)
      .map((key) => ({ key: key.keys + key.does, name: key.does, about: key.group === 'Everywhere' ? '' : key.group, group: 'Do', icon: <Icon name={iconOf(key.does)} />, keys: key.keys, run: key.run }));
    return text === '' ? [...apps, ...actions] : [...apps, ...actions.slice(0, SHOWN)];
  }, [fleet, text, done, navigate]);

  const current = choices[Math.min(at, choices.length - 1)];
  useEffect(() => {
    // Braces: newer browsers answer with a promise, which React would take for a cleanup.
    void chosen.current?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  function press(event: React.KeyboardEvent) {
    if (event.key === 'ArrowDown') setAt((now) => Math.min(now + 1, choices.length - 1));
    else if (event.key === 'ArrowUp') setAt((now) => Math.max(now - 1, 0));
    else if (event.key === 'Enter' && current !== undefined) {
      onClose();
      current.run();
    } else return;
    event.preventDefault();
  }

  return (
    <Modal className="palette" label="Search or do" onClose={onClose}>
      <div className="in">
        <Icon name="search" />
        <input autoFocus role="combobox" aria-expanded="true" aria-controls="choices" aria-activedescendant={current === undefined ? undefined : 'chosen'} aria-label="Search or do"
          placeholder="An app, a place, something to do" value={text} spellCheck={false} autoComplete="off"
          onChange={(event) => { setText(event.target.value); setAt(0); }} onKeyDown={press} />
        <kbd>esc</kbd>
      </div>
      <ul id="choices" role="listbox" aria-label="Found">
        {choices.map((choice, position) => (
          // The keyboard works in the field above, as of every combobox.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <li key={choice.key} role="option" aria-selected={choice === current} id={choice === current ? 'chosen' : undefined} ref={choice === current ? chosen : undefined}
            className={choice.group === choices[position - 1]?.group ? undefined : 'first'} data-group={choice.group}
            onMouseMove={() => setAt(position)} onClick={() => { onClose(); choice.run(); }}>
            {choice.icon}
            <span className="trunc">{choice.name}</span>
            <span className="to trunc">{choice.about}</span>
            {choice.keys !== undefined && (
              <span className="keys">
                {choice.keys.split(' ').map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
      {choices.length === 0 && <p className="none muted">Nothing is called “{text}”. Search knows apps, projects and clusters, and what can be done here.</p>}
    </Modal>
  );
}

function iconOf(does: string): IconName {
  if (/sync/i.test(does)) return 'sync';
  if (/refresh/i.test(does)) return 'refresh';
  if (/light and dark/.test(does)) return 'sun';
  if (/changes|compare/i.test(does)) return 'diff';
  if (/back/i.test(does)) return 'back';
  if (/logs/i.test(does)) return 'logs';
  return 'right';
}
