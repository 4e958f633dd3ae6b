import { useId } from 'react';
import type { Permission } from '../api/types';
import { Icon, type IconName } from './Icon';

/** A button for something that one may not be allowed to: it stays in view, with the rule that is missing. */
export function Act({ icon, label, onClick, may, primary = false, danger = false, small = false, busy = false, off = false }: {
  icon: IconName;
  label: string;
  onClick: () => void;
  may?: Permission;
  primary?: boolean;
  danger?: boolean;
  small?: boolean;
  busy?: boolean;
  /** There is nothing to do it with just now. */
  off?: boolean;
}) {
  const why = useId();
  const refused = may !== undefined && !may.allowed;
  const className = ['btn', primary && !refused ? 'primary' : '', danger ? 'danger' : '', small ? 'sm' : ''].filter((one) => one !== '').join(' ');
  return (
    <>
      <button type="button" className={className} aria-disabled={refused || busy || off || undefined} aria-describedby={refused ? why : undefined} onClick={() => !refused && !busy && !off && onClick()}>
        <Icon name={refused ? 'lock' : busy ? 'progressing' : icon} className={busy ? 'spin' : ''} />
        {label}
      </button>
      {refused && (
        <span className="why" id={why}>
          needs <code>{may.missing}</code>
        </span>
      )}
    </>
  );
}
