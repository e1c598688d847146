import type { ReactNode } from 'react';
import { useContext } from 'react';
import { useStore } from 'zustand';
import { OutboxContext } from '../features/messages/model/outbox-context.ts';
import { RealtimeContext } from '../realtime/realtime-context.ts';
import { LiveStoreContext } from './live-context.ts';

/** Realtime and outbox of the signed-in user, for all pages behind sign-in. */
export const LiveProviders = ({ children }: { children: ReactNode }) => {
  const store = useContext(LiveStoreContext);
  if (!store) throw new Error('LiveStoreContext is missing');
  const live = useStore(store, (state) => state.live);
  return (
    live && (
      <RealtimeContext value={live.realtime}>
        <OutboxContext value={live.outbox}>{children}</OutboxContext>
      </RealtimeContext>
    )
  );
};
