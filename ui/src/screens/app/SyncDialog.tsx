import { useState } from 'react';
import { Link } from 'react-router';
import type { AppId } from '../../api/calls';
import type { Application } from '../../api/types';
import { Act } from '../../parts/Act';
import { Modal } from '../../parts/Modal';
import { count, short } from '../../parts/words';
import { appPath } from '../../shell/paths';
import type { Actions, Mays } from './useActions';

/** What would a sync do? Said before it is pressed. */
export function SyncDialog({ id, app, actions, may, onClose }: { id: AppId; app: Application; actions: Actions; may: Mays; onClose: () => void }) {
  const [prune, setPrune] = useState(app.spec.syncPolicy?.automated?.prune ?? false);
  const [dryRun, setDryRun] = useState(false);
  const resources = app.status?.resources ?? [];
  const different = resources.filter((one) => one.status === 'OutOfSync');
  const gone = different.filter((one) => one.requiresPruning === true);
  const held = app.metadata.annotations?.['kilter.dev/hold'] !== undefined;
  return (
    <Modal className="dialog" label={`Sync ${id.name}`} onClose={onClose}>
      <h3>
        Make {id.name} as Git says at {short(app.status?.sync?.revision) || (app.spec.source?.targetRevision ?? 'HEAD')}?
      </h3>
      <p className="muted">
        {different.length === 0 ? 'Nothing differs; every object is applied again.' : `${count(different.length - gone.length, 'object')} would change`}
        {gone.length > 0 && `, ${gone.length} would be deleted${prune ? '' : ' only if you say so below'}`}
        {different.length > 0 && '. '}
        <Link className="link" to={appPath(id, 'changes')} onClick={onClose}>
          See every change
        </Link>
      </p>
      {held && <p className="small">It is held after a rollback. A sync by hand goes past the hold once; the hold stays.</p>}
      <label className="opt">
        <input type="checkbox" className="cb" checked={prune} onChange={(event) => setPrune(event.target.checked)} />
        <b>Delete what left Git</b>
        <span>{gone.length === 0 ? 'Nothing would be deleted now.' : gone.slice(0, 5).map((one) => `${one.kind} ${one.name}`).join(', ')}</span>
      </label>
      <label className="opt">
        <input type="checkbox" className="cb" checked={dryRun} onChange={(event) => setDryRun(event.target.checked)} />
        <b>Only try it</b>
        <span>Says what would happen, and changes nothing.</span>
      </label>
      <div className="acts">
        <Act icon="sync" label={dryRun ? 'Try it' : 'Sync'} primary may={may.sync} onClick={() => { actions.sync.mutate({ prune, dryRun }); onClose(); }} />
        <button className="btn" onClick={onClose}>
          Cancel
        </button>
      </div>
    </Modal>
  );
}
