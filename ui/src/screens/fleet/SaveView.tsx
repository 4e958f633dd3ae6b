import { useState, type FormEvent } from 'react';
import { useLocation } from 'react-router';
import { Icon } from '../../parts/Icon';
import { Modal } from '../../parts/Modal';
import { useStored } from '../../parts/stored';
import type { Filter } from './filter';
import { nameOf, placeOf, saved, type View } from './views';

/** Keeps the filter under a name, or forgets it again; views stand in the rail, and their links can be sent to others. */
export function SaveView({ filter }: { filter: Filter }) {
  const [views, setViews] = useStored<View[]>('views', []);
  const [name, setName] = useState<string>();
  const to = placeOf(useLocation().pathname, filter);
  const mine = views.find((one) => one.to === to);
  function save(event: FormEvent) {
    event.preventDefault();
    if (name === undefined || name.trim() === '') return;
    setViews(saved(views, { name: name.trim(), to }));
    setName(undefined);
  }
  return (
    <>
      <button className="btn quiet sm" aria-pressed={mine !== undefined} onClick={() => (mine === undefined ? setName(nameOf(filter)) : setViews(views.filter((one) => one !== mine)))}>
        <Icon name="star" />
        {mine === undefined ? 'Save view' : 'Saved'}
      </button>
      {name !== undefined && (
        <Modal className="dialog" label="Save this view" onClose={() => setName(undefined)}>
          <form onSubmit={save}>
            <h3>Save this view</h3>
            <div className="field">
              <label htmlFor="view-name">Name</label>
              <input id="view-name" className="in-t" value={name} maxLength={60} autoComplete="off" onChange={(event) => setName(event.target.value)} />
              <span className="hint">It stands in the rail of this browser. Its address holds the filter, so the link works for everybody.</span>
            </div>
            <div className="acts">
              <button className="btn primary" disabled={name.trim() === ''}>
                Save
              </button>
              <button type="button" className="btn" onClick={() => setName(undefined)}>
                Cancel
              </button>
            </div>
          </form>
        </Modal>
      )}
    </>
  );
}
