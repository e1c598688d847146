import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followMissingParts } from '../lib/missing-parts.ts';
import { followTheme } from '../lib/theme.ts';
import { startWorker } from '../lib/updates.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { warmUp } from './pages.ts';
import { Providers } from './providers.tsx';
import { Router } from './router.tsx';
import { createServices } from './services.ts';
import { UpdatePrompt } from './update-prompt.tsx';

const WORKER_AFTER_MS = 3_000;

/** What the worker fetches must not hold up what one came to see. A site without it works too. */
const startWorkerOnceIdle = (): void => {
  const start = (): void => void startWorker().catch(() => undefined);
  setTimeout(start, WORKER_AFTER_MS);
};

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
          <UpdatePrompt />
        </Providers>
      </ErrorBoundary>
    </StrictMode>,
  );
  if (import.meta.env.PROD) startWorkerOnceIdle();
};
