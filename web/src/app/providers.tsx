import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { OutboxContext } from '../features/messages/model/outbox-context.ts';
import { ApiContext } from '../lib/api-context.ts';
import { RealtimeContext } from '../realtime/realtime-context.ts';
import type { Services } from './services.ts';

/** Hands the services to whoever asks for them. */
export const Providers = ({ services, children }: { services: Services; children: ReactNode }) => (
  <QueryClientProvider client={services.client}>
    <ApiContext value={services}>
      <RealtimeContext value={services.realtime}>
        <OutboxContext value={services.outbox}>{children}</OutboxContext>
      </RealtimeContext>
    </ApiContext>
  </QueryClientProvider>
);
