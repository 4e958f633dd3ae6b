import { expect, test } from 'vitest';
import { diff, has, pathText, ruleOf, same } from './diff';

const texts = (live: unknown, wanted: unknown) => diff(live, wanted).map((change) => `${change.kind} ${pathText(change.path)}`);

test('lists are compared by their keys, wherever an element stands', () => {
  const live = { containers: [{ name: 'side', image: 's:1' }, { name: 'web', image: 'w:1', ports: [{ containerPort: 80 }, { containerPort: 81 }] }] };
  const wanted = { containers: [{ name: 'web', image: 'w:2', ports: [{ containerPort: 81 }, { containerPort: 82 }] }, { name: 'side', image: 's:1' }] };

  expect(texts(live, wanted)).toEqual(['change containers[name=web].image', 'add containers[name=web].ports[containerPort=82]', 'remove containers[name=web].ports[containerPort=80]']);
});

test('two elements of one key are compared by their places', () => {
  expect(texts({ env: [{ name: 'a', value: '1' }, { name: 'a', value: '2' }] }, { env: [{ name: 'a', value: '1' }, { name: 'a', value: '3' }] })).toEqual(['change env[1].value']);
});

test('amounts that are worth the same are the same', () => {
  expect(same({ cpu: '1000m', memory: '1Gi' }, { cpu: 1, memory: '1024Mi' })).toBe(true);
  expect(same('1Gi', '1G')).toBe(false);
  expect(same('v1.0', 'v1')).toBe(false);
});

test('a plain list is one change', () => {
  expect(texts({ args: ['a', 'b'] }, { args: ['a', 'c'] })).toEqual(['change args']);
});

test('a rule that ignores a field is a pointer, or jq where a list is on the way', () => {
  expect(ruleOf([{ field: 'spec' }, { field: 'replicas' }])).toEqual({ jsonPointers: ['/spec/replicas'] });
  expect(ruleOf([{ field: 'metadata' }, { field: 'annotations' }, { field: 'a/b~c' }])).toEqual({ jsonPointers: ['/metadata/annotations/a~1b~0c'] });
  expect(ruleOf([{ field: 'containers' }, { key: 'name', value: 'web' }, { field: 'image' }])).toEqual({ jqPathExpressions: ['.containers[] | select(.name == "web") | .image'] });
});

test('knows whether an object has a field', () => {
  const object = { spec: { containers: [{ name: 'web', image: 'x' }] } };

  expect(has(object, [{ field: 'spec' }, { field: 'containers' }, { key: 'name', value: 'web' }, { field: 'image' }])).toBe(true);
  expect(has(object, [{ field: 'spec' }, { field: 'replicas' }])).toBe(false);
});

test('three hundred objects are compared within a frame or two', () => {
  const object = (tag: string) => ({ spec: { template: { spec: { containers: Array.from({ length: 3 }, (_, at) => ({ name: `c${at}`, image: `x:${tag}`, env: Array.from({ length: 20 }, (_, one) => ({ name: `E${one}`, value: 'v' })) })) } } } });
  const found = Array.from({ length: 300 }, () => diff(object('1'), object('2'))).flat();

  expect(found).toHaveLength(900);
});
