import { fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter, Outlet, Route, Routes } from 'react-router';
import { beforeAll, expect, test, vi } from 'vitest';
import type { TreeNode } from '../../api/types';
import { Outline } from './Outline';
import { outline } from './branches';

beforeAll(() => {
  vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => {
    run(0);
    return 0;
  });
});

const nodes: TreeNode[] = [
  { kind: 'Deployment', name: 'api', namespace: 'shop', uid: 'd', health: { status: 'Degraded' } },
  { kind: 'Pod', name: 'api-1', namespace: 'shop', uid: 'p', health: { status: 'Degraded' }, parentRefs: [{ kind: 'Deployment', name: 'api', uid: 'd' }] },
  { kind: 'Service', name: '<img src=x onerror=alert(1)>', namespace: 'shop', uid: 's', health: { status: 'Healthy' } },
];

function show(openObject = vi.fn()) {
  const context = { id: { namespace: 'argocd', name: 'api' }, openObject };
  render(
    <MemoryRouter>
      <Routes>
        <Route element={<Outlet context={context} />}>
          <Route index element={<Outline roots={outline(nodes, [])} only={false} setOnly={() => undefined} />} />
        </Route>
      </Routes>
    </MemoryRouter>,
  );
  return openObject;
}

const names = () => screen.getAllByRole('row').map((row) => row.querySelector('.link-like')?.textContent);

test('arrow keys move, fold and open', () => {
  const openObject = show();
  expect(names()).toEqual(['api', 'api-1', '<img src=x onerror=alert(1)>']);
  const grid = screen.getByRole('treegrid');

  fireEvent.keyDown(grid, { key: 'ArrowLeft' });
  expect(names()).toEqual(['api', '<img src=x onerror=alert(1)>']);
  fireEvent.keyDown(grid, { key: 'ArrowRight' });
  fireEvent.keyDown(grid, { key: 'ArrowDown' });
  expect(document.activeElement?.getAttribute('aria-level')).toBe('2');
  fireEvent.keyDown(grid, { key: 'l' });

  expect(openObject).toHaveBeenCalledWith(expect.objectContaining({ name: 'api-1' }), 'logs');
});

test('names of others are text', () => {
  show();

  expect(document.querySelector('img')).toBeNull();
});
