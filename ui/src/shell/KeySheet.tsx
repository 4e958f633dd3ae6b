import { Modal } from '../parts/Modal';
import { Icon } from '../parts/Icon';
import { boundKeys } from '../parts/keys';

/** All keys that do something on the page below. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const groups = new Map<string, { keys: string; does: string }[]>();
  for (const key of boundKeys()) groups.set(key.group, [...(groups.get(key.group) ?? []), key]);
  return (
    <Modal className="dialog keysheet" label="Keys" onClose={onClose}>
      <div className="row">
        <h3 className="grow">Keys</h3>
        <button className="btn quiet icon sm" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {[...groups].map(([group, keys]) => (
        <section key={group}>
          <h4 className="faint small">{group}</h4>
          <dl>
            {keys.map((key) => (
              <div key={key.keys}>
                <dt>
                  {key.keys.split(' ').map((one) => (
                    <kbd key={one}>{one}</kbd>
                  ))}
                </dt>
                <dd>{key.does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}
