import { useState } from 'react';
import type { IgnoreRule, ManagedResource } from '../../api/types';
import { Act } from '../../parts/Act';
import { Modal } from '../../parts/Modal';
import { count, list } from '../../parts/words';
import { yamlText } from '../../parts/yaml';
import { useApp } from '../app/context';
import { has, pathText, ruleOf, type Step } from './diff';
import { sideOf } from './groups';

/** Which objects would a rule cover, before it is written? */
export function IgnoreDialog({ resource, path, all, onClose }: { resource: ManagedResource; path: Step[]; all: ManagedResource[]; onClose: () => void }) {
  const { app, actions, may } = useApp();
  const [wide, setWide] = useState(false);
  const rule: IgnoreRule = {
    ...(resource.group === undefined || resource.group === '' ? {} : { group: resource.group }),
    kind: resource.kind,
    ...(wide ? {} : { name: resource.name, ...(resource.namespace === undefined ? {} : { namespace: resource.namespace }) }),
    ...ruleOf(path),
  };
  const sameKind = all.filter((one) => one.kind === resource.kind && (one.group ?? '') === (resource.group ?? ''));
  const matched = sameKind.filter((one) => (wide || one === resource) && (has(sideOf(one.normalizedLiveState), path) || has(sideOf(one.predictedLiveState), path)));
  return (
    <Modal className="dialog" label="Ignore this field" onClose={onClose}>
      <h3>
        Ignore <code>{pathText(path)}</code>?
      </h3>
      <p className="muted">
        It covers {count(matched.length, 'object')}: {list(matched.slice(0, 4).map((one) => `${one.kind} ${one.name}`))}
        {matched.length > 4 && ` and ${matched.length - 4} more`}. A difference there is no longer shown, and no reason to sync.
      </p>
      {sameKind.length > 1 && (
        <label className="opt">
          <input type="checkbox" className="cb" checked={wide} onChange={(event) => setWide(event.target.checked)} />
          <b>For every {resource.kind} of this app</b>
          <span>Otherwise for {resource.name} only.</span>
        </label>
      )}
      <div className="diff plain rule">
        {yamlText({ ignoreDifferences: [rule] }).split('\n').map((line, at) => (
          <div className="dl" key={at}>
            <span className="m" />
            <span className="c">{line}</span>
          </div>
        ))}
      </div>
      <p className="muted small">It is written to the Application in the cluster. If Git manages the Application itself, put it there too.</p>
      <div className="acts">
        <Act icon="eyeoff" label="Ignore it" primary may={may.update} onClick={() => { actions.ignore.mutate([...(app.spec.ignoreDifferences ?? []), rule]); onClose(); }} />
        <button className="btn" onClick={onClose}>
          Cancel
        </button>
      </div>
    </Modal>
  );
}
