import { Fragment } from 'react';
import { yamlText } from '../../parts/yaml';
import { shortened } from '../../parts/words';
import { stepText, type FieldChange, type Step } from './diff';

/** So much of a long text is shown before and after what differs. */
const AROUND = 2000;
/** A longer word than that is no word, and is cut where the difference begins. */
const WORD = 100;

/** "Deployment/web › spec › replicas", the last of it strong. */
export function Path({ of, path }: { of: string; path: Step[] }) {
  const steps = path.map(stepText);
  const last = steps.pop() ?? '';
  return (
    <span className="path">
      {[of, ...steps].map((step, at) => (
        <Fragment key={at}>
          {step}
          <i>›</i>
        </Fragment>
      ))}
      <b>{last}</b>
    </span>
  );
}

function valueText(value: unknown): string {
  return typeof value === 'object' && value !== null ? yamlText(value) : typeof value === 'string' ? (value.includes('\n') ? value : JSON.stringify(value).slice(1, -1)) : JSON.stringify(value);
}

/** What of a long text is another: the middle, without what both begin and end with. */
export function parts(value: string, other: string): [string, string, string] {
  let start = 0;
  while (start < value.length && start < other.length && value[start] === other[start]) start++;
  // Whole words only: of 2.14.0 and 2.15.0 the version is marked and not a digit.
  for (let back = 0; back < WORD && start > 0 && /[\w.]/.test(value[start - 1] ?? ''); back++) start--;
  let end = 0;
  while (end < value.length - start && end < other.length - start && value[value.length - 1 - end] === other[other.length - 1 - end]) end++;
  for (let back = 0; back < WORD && end > 0 && /[\w.]/.test(value[value.length - end] ?? ''); back++) end--;
  return [value.slice(0, start), value.slice(start, value.length - end), value.slice(value.length - end)];
}

function Line({ sign, field, value, other, by, side }: { sign: 'add' | 'del'; field: string; value: unknown; other: unknown; by: string | undefined; side: string }) {
  const text = valueText(value);
  const [before, middle, after] = other === undefined ? ['', text, ''] : parts(text, valueText(other));
  return (
    <div className={`dl ${sign}`}>
      <span className="m" aria-hidden="true">
        {sign === 'add' ? '+' : '−'}
      </span>
      <span className="c">
        <span className="vh">{side}: </span>
        {field}:{text.includes('\n') ? '\n' : ' '}
        {before.length > AROUND ? `…${before.slice(-AROUND)}` : before}
        <mark>{shortened(middle)}</mark>
        {shortened(after, AROUND)}
      </span>
      {by !== undefined && (
        <span className="by">
          <b>{side}</b> {by}
        </span>
      )}
    </div>
  );
}

export interface Blame {
  live: string;
  wanted: string;
}

/** The two sides of some changes at one place; of Secrets only that they differ. */
export function FieldDiff({ of, changes, secret, blame, sides = ['Live', 'Git'] }: { of: string; changes: FieldChange[]; secret: boolean; blame?: Blame; sides?: [string, string] }) {
  const first = changes[0];
  if (first === undefined) return null;
  const place = changes.length === 1 ? first.path : first.path.slice(0, -1);
  return (
    <div className={blame === undefined ? 'diff plain' : 'diff'}>
      <div className="dl head">
        <span className="m" />
        <span className="c">
          <Path of={of} path={place} />
        </span>
        {blame !== undefined && <span className="by">Who set it</span>}
      </div>
      {changes.map((change, at) => {
        const field = stepText(change.path[change.path.length - 1] ?? { field: '' });
        if (secret) {
          return (
            <div className="dl ctx" key={at}>
              <span className="m" aria-hidden="true">
                ~
              </span>
              <span className="c">
                {field} <span className="faint">{change.kind === 'add' ? 'key added' : change.kind === 'remove' ? 'key removed' : 'value changed'}, hidden</span>
              </span>
              {blame !== undefined && <span className="by" />}
            </div>
          );
        }
        return (
          <Fragment key={at}>
            {change.kind !== 'add' && <Line sign="del" field={field} value={change.live} other={change.kind === 'change' ? change.wanted : undefined} by={blame?.live} side={sides[0]} />}
            {change.kind !== 'remove' && <Line sign="add" field={field} value={change.wanted} other={change.kind === 'change' ? change.live : undefined} by={blame?.wanted} side={sides[1]} />}
          </Fragment>
        );
      })}
    </div>
  );
}

export function Whole({ manifest, sign }: { manifest: unknown; sign: 'add' | 'del' }) {
  return (
    <div className="diff plain">
      {yamlText(manifest)
        .split('\n')
        .slice(0, 400)
        .map((line, at) => (
          <div className={`dl ${sign}`} key={at}>
            <span className="m" aria-hidden="true">
              {sign === 'add' ? '+' : '−'}
            </span>
            <span className="c">{shortened(line)}</span>
          </div>
        ))}
    </div>
  );
}
