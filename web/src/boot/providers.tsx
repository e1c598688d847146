import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiContext } from '../sync/api-context.ts';
import type { Services } from './services.ts';
import { SignedInContext } from './signed-in-context.ts';

/** Provides the services as contexts. */
export const Providers = ({ services, children }: { services: Services; children: ReactNode }) => (
  <QueryClientProvider client={services.client}>
    <ApiContext value={services.api}>
      <SignedInContext value={services.signedInStore}>{children}</SignedInContext>
    </ApiContext>
  </QueryClientProvider>
);
