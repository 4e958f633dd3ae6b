import { Icon } from './Icon';
import { initials, isMachine } from './words';

/** Who did it: letters for a person, a square for a machine, a pencil where only a tool is known. */
export function Avatar({ name, large = false }: { name: string; large?: boolean }) {
  const size = large ? ' lg' : '';
  if (/^kubectl/.test(name)) {
    return (
      <span className={`av${size}`} title={`by hand, with ${name}`} aria-hidden="true">
        <Icon name="d-hand" />
      </span>
    );
  }
  if (isMachine(name)) {
    return (
      <span className={`av bot${size}`} title={name === '' ? 'not known' : name} aria-hidden="true">
        <Icon name="bot" />
      </span>
    );
  }
  return (
    <span className={`av${size}`} title={name} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
