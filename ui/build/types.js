// Writes TypeScript types of the REST API from its description: `node build/types.js [swagger.json] [out.ts]`.
// The server's tests leave the description in server/target; a running server has it at /swagger.json.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const [source = '../server/target/swagger.json', out = 'target/api.ts'] = process.argv.slice(2);

const text = source.startsWith('http')
  ? await (await fetch(source)).text()
  : await readFile(source, 'utf8');
const description = JSON.parse(text);

const quoted = (name) => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));

function type(schema, indent) {
  if (schema.$ref) return schema.$ref.replace('#/definitions/', '');
  switch (schema.type) {
    case 'array':
      return `Array<${type(schema.items, indent)}>`;
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
      return schema.type;
    case 'object':
      return object(schema, indent);
    default:
      return 'unknown';
  }
}

function object(schema, indent) {
  if (schema.additionalProperties) {
    return `Record<string, ${type(schema.additionalProperties, indent)}>`;
  }
  const members = Object.entries(schema.properties ?? {}).map(
    ([name, member]) => `${indent}  ${quoted(name)}?: ${type(member, `${indent}  `)};\n`,
  );
  return members.length === 0 ? 'Record<string, never>' : `{\n${members.join('')}${indent}}`;
}

function operation(path, method, described) {
  const ofKind = (kind) => described.parameters.filter((one) => one.in === kind);
  const members = (list) =>
    list.map((one) => `${quoted(one.name)}${one.required ? '' : '?'}: ${type(one, '    ')}`);
  const body = ofKind('body').map((one) => type(one.schema, '    '));
  return (
    `  ${described.operationId}: {\n` +
    `    method: '${method.toUpperCase()}';\n` +
    `    path: '${path}';\n` +
    `    parameters: { ${members(ofKind('path')).join('; ')} };\n` +
    `    query: { ${members(ofKind('query')).join('; ')} };\n` +
    `    body: ${body[0] ?? 'undefined'};\n` +
    `    answer: ${type(described.responses['200'].schema, '    ')};\n` +
    '  };\n'
  );
}

const definitions = Object.entries(description.definitions)
  .map(([name, schema]) => `export type ${name} = ${type(schema, '')};\n`)
  .join('\n');
const operations = Object.entries(description.paths)
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operation(path, method, described)),
  )
  .join('');

await mkdir(dirname(out), { recursive: true });
await writeFile(
  out,
  `// Generated from the server's /swagger.json; do not edit.\n\n${definitions}\nexport interface Operations {\n${operations}}\n`,
);
