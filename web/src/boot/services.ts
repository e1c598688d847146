import { QueryClient } from '@tanstack/react-query';
import { createStore } from 'zustand/vanilla';
import { ApiError } from '#client';
import { conversationsQuery } from '../features/conversations/api/use-conversations.ts';
import { shownPath } from '../lib/history/behind.ts';
import { nextTask } from '../lib/next-task.ts';
import { prefetchDialog } from '../pages/load-dialog.ts';
import { meQuery } from '../sync/use-me.ts';
import type { Access } from './access.ts';
import { eraseLeft } from './erase-left.ts';
import type { SignedInServices } from './signed-in.ts';
import type { SignedInState } from './signed-in-context.ts';

/** Longest wait for the first data: after it, the page shows its loading state. */
const FIRST_DATA_TIMEOUT_MS = 1_000;
const timeout = (): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, FIRST_DATA_TIMEOUT_MS));

const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // `always`: a server on this machine answers without a network.
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ApiError && !error.isTransient),
      },
      mutations: { networkMode: 'always' },
    },
  });

/** Creates the services that live as long as the page. */
export const createServices = ({ api, takePrefetched, restore }: Access) => {
  const { session, call } = api;
  const client = createQueryClient();
  const signedInStore = createStore<SignedInState>(() => ({ services: null, failure: null }));
  let running: SignedInServices | null = null;
  let going: Promise<unknown> = Promise.resolve();

  const isSignedIn = (userId: string): boolean => session.store.getState().userId === userId;

  const begin = async (userId: string, shown: Promise<unknown>): Promise<void> => {
    const { createSignedInServices } = await import('./signed-in.ts');
    // The user may have changed or signed out meanwhile.
    if (!isSignedIn(userId) || running?.userId === userId) return;
    running = createSignedInServices({ client, session, call, shown }, userId);
    signedInStore.setState({ services: running, failure: null });
  };

  /** Starts the services of a user, and resolves when the first data has loaded. */
  const start = async (userId: string): Promise<void> => {
    // Waits one task, so that the answer with the token is handled and the prefetches are sent first.
    await nextTask();
    if (!isSignedIn(userId)) return;
    // Prefetched by prefetch-first.ts.
    const first = takePrefetched(userId);
    const shown = Promise.race([
      Promise.allSettled([
        client.prefetchQuery(conversationsQuery(first)),
        client.prefetchQuery(meQuery(first)),
        prefetchDialog({ client, call: first }, shownPath()),
      ]),
      timeout(),
    ]);
    await Promise.all([
      begin(userId, shown).catch((failure: unknown) => signedInStore.setState({ failure })),
      shown,
    ]);
  };

  /** Replaces the services of the previous user with those of the next. */
  const serve = (userId: string | null): void => {
    running?.stop();
    running = null;
    // On sign-out the pages are still mounted: the router clears the cache after they unmount.
    if (userId === null) return;
    client.clear();
    going = start(userId);
  };
  const eraseAfterSignOut = (): void => {
    if (session.store.getState().status !== 'signed-out') return;
    void eraseLeft({ hasExpired: session.hasExpired() });
  };
  session.store.subscribe((now, before) => {
    if (now.userId !== before.userId) serve(now.userId);
    eraseAfterSignOut();
  });
  serve(session.store.getState().userId);
  // The session may have turned out to be over while the app was loading.
  eraseAfterSignOut();

  let served: Promise<void> | undefined;
  return {
    client,
    api,
    session,
    signedInStore,
    /**
     * Like `Access.restore`, but also waits until the user's services run and the first data has
     * loaded.
     */
    restore: (): Promise<void> => {
      served ??= restore().then(async () => void (await going));
      return served;
    },
  };
};
export type Services = ReturnType<typeof createServices>;
