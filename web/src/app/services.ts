import { QueryClient } from '@tanstack/react-query';
import { createStore } from 'zustand/vanilla';
import { conversationsQuery } from '../features/conversations/api/use-conversations.ts';
import { createCall } from '../lib/api-client.ts';
import { ApiError } from '../lib/api-error.ts';
import { lastUser } from '../lib/last-user.ts';
import { createPageLocks, createSession } from '../lib/session.ts';
import { createTransport } from '../lib/transport.ts';
import type { Live } from './live.ts';

const PATIENCE_MS = 4_000;

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

/** Development parses every answer with its contract; loaded on first use, and left out of a build. */
const checkInDevelopment = (key: string, status: number, body: unknown): void => {
  void import('../lib/check-answer.ts').then(({ checkAnswer }) => checkAnswer(key, status, body));
};

/** Everything that lives as long as the page, put together once. */
export const createServices = () => {
  const client = createQueryClient();
  const transport = createTransport(
    (...args) => globalThis.fetch(...args),
    import.meta.env.DEV ? checkInDevelopment : undefined,
  );
  const session = createSession(transport, navigator.locks ?? createPageLocks(), lastUser);
  const call = createCall(transport, session);
  const liveStore = createStore<{ live: Live | null }>(() => ({ live: null }));
  let running: Live | null = null;

  const begin = async (userId: string): Promise<void> => {
    const { createLive } = await import('./live.ts');
    // Somebody else may have come, or nobody be left, by now.
    if (session.store.getState().userId !== userId || running?.userId === userId) return;
    running = createLive({ client, session, call }, userId);
    liveStore.setState({ live: running });
  };
  const idle = Promise.resolve();
  let going = idle;

  let restoring: Promise<unknown> | undefined;

  /** Nothing of one user is left for the next. */
  session.store.subscribe((now, before) => {
    if (now.userId === before.userId) return;
    running?.stop();
    running = null;
    // On the way out the pages are still there: the router clears the cache once it has left them.
    if (now.userId === null) return;
    client.clear();
    void client.prefetchQuery(conversationsQuery(call));
    going = begin(now.userId);
    // A failure to load shows where a page waits for it.
    going.catch(() => undefined);
  });

  /** Where somebody was signed in before, a server that keeps silent is not waited for very long. */
  const presumed = (): Promise<void> =>
    new Promise((resolve) => {
      const presume = (): void => {
        if (session.presume()) resolve();
      };
      setTimeout(presume, PATIENCE_MS);
    });

  return {
    client,
    session,
    transport,
    call,
    liveStore,
    /** Until it is known or presumed who is signed in: the same promise each time. */
    restored: () => {
      restoring ??= Promise.race([session.restore(), presumed()]);
      return restoring;
    },
    /** Until there is everything that runs for the signed-in user. */
    live: () => going,
  };
};
export type Services = ReturnType<typeof createServices>;
