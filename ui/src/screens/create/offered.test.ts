import { expect, test } from 'vitest';
import { Problem } from '../../api/problem';
import { offered, silent } from './offered';

test('says what a folder is before it is created', () => {
  expect(offered({ type: 'Directory' }, 'web')).toBe('web holds plain manifests.');
  expect(offered({ type: 'Helm', helm: { name: 'payments', valueFiles: ['values.yaml', 'values-eu.yaml'], parameters: [{ name: 'replicas', value: '2' }] } }, 'payments')).toBe('payments is the Helm chart payments, with values.yaml and values-eu.yaml and 1 parameter.');
  expect(offered({ type: 'Kustomize', kustomize: { images: ['a:1', 'b:2'] } }, '.')).toBe('The whole repository is a Kustomize overlay with 2 images.');
});

test('a server without previews is no trouble, a folder that is not there is', () => {
  expect(silent(new Problem(404, '', 'no such call', '', [], ''))).toBe(true);
  expect(silent(new Problem(400, 'KIL-104', 'There is no folder "wbe".', '', [], ''))).toBe(false);
});
