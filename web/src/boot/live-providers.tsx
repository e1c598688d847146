import type { ReactNode } from 'react';
import { useContext, useEffect } from 'react';
import { useNavigate } from 'react-router';
import { useStore } from 'zustand';
import { OutboxContext } from '../features/messages/model/outbox-context.ts';
import { onOpenRequest } from '../lib/open-requests.ts';
import { RealtimeContext } from '../sync/realtime-context.ts';
import { LiveStoreContext } from './live-context.ts';

/** A click on a notification opens its conversation. */
const useOpenRequests = (): void => {
  const navigate = useNavigate();
  useEffect(() => onOpenRequest((path) => void navigate(path)), [navigate]);
};

/** Provides realtime and outbox of the signed-in user to all pages behind sign-in. */
export const LiveProviders = ({ children }: { children: ReactNode }) => {
  const store = useContext(LiveStoreContext);
  if (!store) throw new Error('LiveStoreContext is missing');
  const live = useStore(store, (state) => state.live);
  useOpenRequests();
  return (
    live && (
      <RealtimeContext value={live.realtime}>
        <OutboxContext value={live.outbox}>{children}</OutboxContext>
      </RealtimeContext>
    )
  );
};
