import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { ErrorBoundary } from '../pages/error-boundary.tsx';
import { LaterUpdates } from '../pages/later-updates.tsx';
import { warmUp } from '../pages/pages.ts';
import { Router } from '../pages/router.tsx';
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
  // The page's own splash stays until there is something to see; what fails now fails again there.
  await Promise.allSettled([warmUp(path), isForEveryone(path) || services.restore()]);

  // As a transition React renders in small pieces, between which the page hears what one does.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <ErrorBoundary>
          <Providers services={services}>
            <Router services={services} />
            <LaterUpdates />
          </Providers>
        </ErrorBoundary>
      </StrictMode>,
    ),
  );
};
