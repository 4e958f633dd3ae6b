// Draws /swagger.json as a list to read. Text only: nothing of it becomes markup.
const element = (name, text, ...children) => {
  const made = document.createElement(name);
  made.append(...(text ? [text] : []), ...children);
  return made;
};

const typeOf = (schema) =>
  schema.$ref?.replace('#/definitions/', '') ??
  (schema.type === 'array' ? `${typeOf(schema.items)}[]` : schema.title ?? schema.type ?? 'any');

const row = (name, type) =>
  element('tr', '', element('th', '', element('code', name)), element('td', type));

const operation = (path, method, described) => {
  const rows = described.parameters.map((one) =>
    row(one.name, `${one.in}: ${typeOf(one.schema ?? one)}`),
  );
  rows.push(row('answer', typeOf(described.responses['200'].schema)));
  return element(
    'details',
    '',
    element('summary', '', element('b', method.toUpperCase()), element('code', path)),
    element('p', described.operationId),
    element('table', '', ...rows),
  );
};

const main = document.querySelector('main');
const about = document.querySelector('#about');
const answer = await fetch('/swagger.json');
if (answer.ok) {
  const description = await answer.json();
  about.replaceChildren(`${description.info.description} Version ${description.info.version}.`);
  const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ path, method, described })),
  );
  for (const [tag, group] of Map.groupBy(operations, (one) => one.described.tags[0])) {
    main.append(
      element('h2', tag),
      ...group.map((one) => operation(one.path, one.method, one.described)),
    );
  }
} else {
  about.replaceChildren(`The description cannot be read: ${answer.status}.`);
}
