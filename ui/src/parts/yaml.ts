/** One line of YAML, and which field managers set what stands in it. */
export interface YamlLine {
  text: string;
  owners: string[];
}

interface Owner {
  name: string;
  fields: Record<string, unknown> | undefined;
}

type Tree = Record<string, unknown>;

const PLAIN = /^[A-Za-z_/$][\w./$@-]*( [\w./$@-]+)*$/;
const TRICKY = /^(true|false|yes|no|on|off|null|y|n|~)$/i;

function scalar(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'null';
  return PLAIN.test(value) && !TRICKY.test(value) ? value : JSON.stringify(value);
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function below(owners: Owner[], key: (fields: Tree) => string | undefined): Owner[] {
  return owners.map(({ name, fields }) => {
    const at = fields === undefined ? undefined : key(fields);
    const next = fields === undefined || at === undefined ? undefined : fields[at];
    return { name, fields: isTree(next) ? next : undefined };
  });
}

/** The name under which a manager's field set knows an element: by its keys, by its value or by its place. */
function element(fields: Tree, item: unknown, at: number): string | undefined {
  for (const key of Object.keys(fields)) {
    if (key.startsWith('k:') && isTree(item)) {
      const keys = JSON.parse(key.slice(2)) as Tree;
      if (Object.entries(keys).every(([name, value]) => item[name] === value)) return key;
    } else if (key === `v:${JSON.stringify(item)}` || key === `i:${at}`) return key;
  }
  return undefined;
}

const named = (owners: Owner[]) => owners.filter(({ fields }) => fields !== undefined).map(({ name }) => name);

/** A manifest as YAML, with who owns each field. What the managers wrote of themselves is left out. */
export function yamlOf(manifest: unknown): YamlLine[] {
  const lines: YamlLine[] = [];
  const metadata = isTree(manifest) && isTree(manifest['metadata']) ? manifest['metadata'] : {};
  const entries = Array.isArray(metadata['managedFields']) ? (metadata['managedFields'] as Tree[]) : [];
  const managers: Owner[] = entries.map((entry) => ({ name: String(entry['manager'] ?? ''), fields: isTree(entry['fieldsV1']) ? entry['fieldsV1'] : undefined }));
  const shown = isTree(manifest) && entries.length > 0 ? { ...manifest, metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== 'managedFields')) } : manifest;
  write(shown, '', '', managers, lines);
  return lines;
}

function write(value: unknown, indent: string, lead: string, owners: Owner[], lines: YamlLine[]): void {
  if (isTree(value) && Object.keys(value).length > 0) {
    let first = lead;
    for (const [key, child] of Object.entries(value)) {
      field(scalar(key), child, indent, first, below(owners, (fields) => (`f:${key}` in fields ? `f:${key}` : undefined)), lines);
      first = '';
    }
  } else if (Array.isArray(value) && value.length > 0) {
    for (const [at, item] of value.entries()) write(item, `${indent}  `, `${indent}- `, below(owners, (fields) => element(fields, item, at)), lines);
  } else {
    lines.push({ text: `${lead === '' ? indent : lead}${isTree(value) ? '{}' : Array.isArray(value) ? '[]' : scalar(value)}`, owners: named(owners) });
  }
}

function field(key: string, child: unknown, indent: string, lead: string, owners: Owner[], lines: YamlLine[]): void {
  const start = `${lead === '' ? indent : lead}${key}:`;
  if ((isTree(child) && Object.keys(child).length > 0) || (Array.isArray(child) && child.length > 0)) {
    lines.push({ text: start, owners: [] });
    write(child, Array.isArray(child) ? indent : `${indent}  `, '', owners, lines);
  } else if (typeof child === 'string' && child.includes('\n')) {
    lines.push({ text: `${start} |${child.endsWith('\n') ? '' : '-'}`, owners: named(owners) });
    for (const line of child.replace(/\n$/, '').split('\n')) lines.push({ text: `${indent}  ${line}`, owners: [] });
  } else {
    lines.push({ text: `${start} ${isTree(child) ? '{}' : Array.isArray(child) ? '[]' : scalar(child)}`, owners: named(owners) });
  }
}

export function yamlText(manifest: unknown): string {
  return yamlOf(manifest).map((line) => line.text).join('\n');
}
