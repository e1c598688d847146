import { QueryClient } from '@tanstack/react-query';
import { createStore } from 'zustand/vanilla';
import { ApiError } from '#client';
import { conversationsQuery } from '../features/conversations/api/use-conversations.ts';
import { prefetchDialog } from '../pages/load-dialog.ts';
import { meQuery } from '../sync/use-me.ts';
import type { Access } from './access.ts';
import type { Live } from './live.ts';
import type { LiveState } from './live-context.ts';

/** What shows first is waited for, but not longer than this: a page in the making is better than none. */
const PATIENCE_MS = 1_000;
const patience = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));

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
export const createServices = ({ api, takeAsked, restore }: Access) => {
  const { session, call } = api;
  const client = createQueryClient();
  const liveStore = createStore<LiveState>(() => ({ live: null, failure: null }));
  let running: Live | null = null;
  let going: Promise<unknown> = Promise.resolve();

  const begin = async (userId: string, shown: Promise<unknown>): Promise<void> => {
    const { createLive } = await import('./live.ts');
    // Somebody else may have come, or nobody be left, by now.
    if (session.store.getState().userId !== userId || running?.userId === userId) return;
    running = createLive({ client, session, call, shown }, userId);
    liveStore.setState({ live: running, failure: null });
  };

  /** Nothing of one user is left for the next. */
  const serve = (userId: string | null): void => {
    running?.stop();
    running = null;
    // On the way out the pages are still there: the router clears the cache once it has left them.
    if (userId === null) return;
    client.clear();
    // What ask-first.ts asked for.
    const first = takeAsked(userId);
    const shown = Promise.allSettled([
      client.prefetchQuery(conversationsQuery(first)),
      client.prefetchQuery(meQuery(first)),
      prefetchDialog({ client, call: first }, globalThis.location.pathname),
    ]);
    going = Promise.all([
      begin(userId, shown).catch((failure: unknown) => liveStore.setState({ failure })),
      Promise.race([shown, patience()]),
    ]);
  };
  session.store.subscribe((now, before) => {
    if (now.userId !== before.userId) serve(now.userId);
  });
  serve(session.store.getState().userId);

  let served: Promise<void> | undefined;
  return {
    client,
    api,
    session,
    liveStore,
    /** As `Access.restore`, and until everything runs for whoever is signed in and has something to show. */
    restore: (): Promise<void> => {
      served ??= restore().then(async () => void (await going));
      return served;
    },
  };
};
export type Services = ReturnType<typeof createServices>;
