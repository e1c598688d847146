import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followMissingParts } from '../lib/missing-parts.ts';
import { followTheme } from '../lib/theme.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { LaterUpdates } from './later-updates.tsx';
import { warmUp } from './pages.ts';
import { Providers } from './providers.tsx';
import { Router } from './router.tsx';
import { createServices } from './services.ts';

export const showApp = (): void => {
  const services = createServices();
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  followTheme();
  followMissingParts();
  warmUp(globalThis.location.pathname);

  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <Providers services={services}>
          <Router services={services} />
          <LaterUpdates />
        </Providers>
      </ErrorBoundary>
    </StrictMode>,
  );
};
