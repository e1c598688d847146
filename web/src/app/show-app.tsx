import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { followMissingParts } from '../lib/missing-parts.ts';
import { followTheme } from '../lib/theme.ts';
import type { Access } from './access.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { isForEveryone } from './is-for-everyone.ts';
import { LaterUpdates } from './later-updates.tsx';
import { warmUp } from './pages.ts';
import { Providers } from './providers.tsx';
import { Router } from './router.tsx';
import { createServices } from './services.ts';

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
