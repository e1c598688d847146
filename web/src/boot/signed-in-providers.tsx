import type { ReactNode } from 'react';
import { useContext, useEffect } from 'react';
import { useNavigate } from 'react-router';
import { useStore } from 'zustand';
import { OutboxContext } from '../features/messages/model/outbox-context.ts';
import { onOpenRequest } from '../lib/open-requests.ts';
import { RealtimeContext } from '../sync/realtime-context.ts';
import { SignedInContext } from './signed-in-context.ts';

/** A click on a notification opens its conversation. */
const useOpenRequests = (): void => {
  const navigate = useNavigate();
  useEffect(() => onOpenRequest((path) => void navigate(path)), [navigate]);
};

/** Provides realtime and outbox of the signed-in user to all pages behind sign-in. */
export const SignedInProviders = ({ children }: { children: ReactNode }) => {
  const store = useContext(SignedInContext);
  if (!store) throw new Error('SignedInContext is missing');
  const services = useStore(store, (state) => state.services);
  useOpenRequests();
  return (
    services && (
      <RealtimeContext value={services.realtime}>
        <OutboxContext value={services.outbox}>{children}</OutboxContext>
      </RealtimeContext>
    )
  );
};
