import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiContext } from '../sync/api-context.ts';
import { LiveStoreContext } from './live-context.ts';
import type { Services } from './services.ts';

/** Provides the services as contexts. */
export const Providers = ({ services, children }: { services: Services; children: ReactNode }) => (
  <QueryClientProvider client={services.client}>
    <ApiContext value={services.api}>
      <LiveStoreContext value={services.liveStore}>{children}</LiveStoreContext>
    </ApiContext>
  </QueryClientProvider>
);
