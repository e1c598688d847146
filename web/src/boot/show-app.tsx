import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { ErrorBoundary } from '../pages/error-boundary.tsx';
import { warmUp } from '../pages/pages.ts';
import { Router } from '../pages/router.tsx';
import { UpdatePrompt } from '../pages/update-prompt.tsx';
import type { Access } from './access.ts';
import { isForEveryone } from './is-for-everyone.ts';
import { followMissingParts } from './missing-parts.ts';
import { Providers } from './providers.tsx';
import { createServices } from './services.ts';
import { followTheme } from './theme.ts';

export const showApp = async (access: Access): Promise<void> => {
  const services = createServices(access);
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  followTheme();
  followMissingParts();
  const path = globalThis.location.pathname;
  // Keeps the splash of index.html until the page can be shown. Failures show again where they are
  // awaited.
  await Promise.allSettled([warmUp(path), isForEveryone(path) || services.restore()]);

  // As a transition, React renders in small steps, and the page handles input between them.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <ErrorBoundary>
          <Providers services={services}>
            <Router services={services} />
            <UpdatePrompt />
          </Providers>
        </ErrorBoundary>
      </StrictMode>,
    ),
  );
};
