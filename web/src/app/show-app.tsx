import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followTheme } from '../lib/theme.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { warmUp } from './pages.ts';
import { Providers } from './providers.tsx';
import { Router } from './router.tsx';
import { createServices } from './services.ts';

export const showApp = (): void => {
  const services = createServices();
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  followTheme();
  warmUp(globalThis.location.pathname);

  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <Providers services={services}>
          <Router services={services} />
        </Providers>
      </ErrorBoundary>
    </StrictMode>,
  );
};
