import './styles/fonts.css';
import './styles/tokens.css';
import './styles/kilter.css';
import './styles/product.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { client, live } from './api/queries';
import { onSignedOut } from './api/transport';
import { Sprite } from './parts/Sprite';
import { listen } from './parts/keys';
import { router } from './routes';

async function start(): Promise<void> {
  // Left out of what users get: the condition is known when it is built.
  if (import.meta.env.VITE_RECORDED === '1' || (import.meta.env.DEV && new URLSearchParams(location.search).has('recorded'))) {
    const { replay } = await import('./recorded/replay');
    replay();
  }
  onSignedOut(() => {
    live.stop();
    if (!location.pathname.startsWith('/login')) {
      void router.navigate(`/login?ended=1&return=${encodeURIComponent(location.pathname + location.search)}`, { replace: true });
    }
  });
  listen();
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no #root');
  createRoot(root).render(
    <StrictMode>
      <Sprite />
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
}

void start();
