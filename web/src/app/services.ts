import { QueryClient } from '@tanstack/react-query';
import { createStore } from 'zustand/vanilla';
import { conversationsQuery } from '../features/conversations/api/use-conversations.ts';
import { createCall } from '../lib/api-client.ts';
import { ApiError } from '../lib/api-error.ts';
import type { Access } from './access.ts';
import type { Live } from './live.ts';
import type { LiveState } from './live-context.ts';

const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // A server on this very machine answers without any network.
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ApiError && !error.isTransient),
      },
      mutations: { networkMode: 'always' },
    },
  });

/** Everything that lives as long as the page, put together once. */
export const createServices = ({ transport, session, restore }: Access) => {
  const client = createQueryClient();
  const call = createCall(transport, session);
  const liveStore = createStore<LiveState>(() => ({ live: null, failure: null }));
  let running: Live | null = null;
  let going = Promise.resolve();

  const begin = async (userId: string): Promise<void> => {
    const { createLive } = await import('./live.ts');
    // Somebody else may have come, or nobody be left, by now.
    if (session.store.getState().userId !== userId || running?.userId === userId) return;
    running = createLive({ client, session, call }, userId);
    liveStore.setState({ live: running, failure: null });
  };

  /** Nothing of one user is left for the next. */
  const serve = (userId: string | null): void => {
    running?.stop();
    running = null;
    // On the way out the pages are still there: the router clears the cache once it has left them.
    if (userId === null) return;
    client.clear();
    void client.prefetchQuery(conversationsQuery(call));
    going = begin(userId).catch((failure: unknown) => liveStore.setState({ failure }));
  };
  session.store.subscribe((now, before) => {
    if (now.userId !== before.userId) serve(now.userId);
  });
  serve(session.store.getState().userId);

  let served: Promise<void> | undefined;
  return {
    client,
    session,
    transport,
    call,
    liveStore,
    /** As `Access.restore`, and until everything runs for whoever is signed in. */
    restore: (): Promise<void> => {
      served ??= restore().then(() => going);
      return served;
    },
  };
};
export type Services = ReturnType<typeof createServices>;
