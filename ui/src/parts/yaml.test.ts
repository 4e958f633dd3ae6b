import { expect, test } from 'vitest';
import { yamlOf, yamlText } from './yaml';

test('writes what Kubernetes reads back as the same', () => {
  const manifest = {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: { 'app.kubernetes.io/name': 'x', on: 'yes' } },
    data: { number: '10', text: 'one\ntwo\n', empty: '', odd: 'a: b #c' }, list: [{ name: 'web', ports: [80, 443] }, 'plain', []], nothing: {},
  };

  expect(yamlText(manifest)).toBe(
    `apiVersion: v1
kind: ConfigMap
metadata:
  name: a
  labels:
    app.kubernetes.io/name: x
    "on": "yes"
data:
  number: "10"
  text: |
    one
    two
  empty: ""
  odd: "a: b #c"
list:
- name: web
  ports:
  - 80
  - 443
- plain
- []
nothing: {}`,
  );
});

test('knows who owns a field, in lists by their keys too', () => {
  const lines = yamlOf({
    metadata: {
      name: 'api',
      managedFields: [
        { manager: 'argocd-controller', fieldsV1: { 'f:spec': { 'f:replicas': {}, 'f:containers': { 'k:{"name":"web"}': { 'f:image': {} } } } } },
        { manager: 'kubectl-edit', fieldsV1: { 'f:spec': { 'f:replicas': {} } } },
      ],
    },
    spec: { replicas: 3, containers: [{ name: 'web', image: 'x' }] },
  });
  const owners = (text: string) => lines.find((line) => line.text.includes(text))?.owners;

  expect(owners('replicas')).toEqual(['argocd-controller', 'kubectl-edit']);
  expect(owners('image')).toEqual(['argocd-controller']);
  expect(lines.some((line) => line.text.includes('managedFields'))).toBe(false);
});
