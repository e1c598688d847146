import { QueryClient } from '@tanstack/react-query';
import { createStore } from 'zustand/vanilla';
import { createCall } from '../lib/api-client.ts';
import { ApiError } from '../lib/api-error.ts';
import { createSession, noLocks } from '../lib/session.ts';
import { createTransport } from '../lib/transport.ts';
import type { Live } from './live.ts';

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
  const session = createSession(transport, navigator.locks ?? noLocks);
  const call = createCall(transport, session);
  const liveStore = createStore<{ live: Live | null }>(() => ({ live: null }));
  let running: Live | null = null;

  /** Starts what runs for the signed-in user, once for each; loaded with the first one. */
  const goLive = async (): Promise<void> => {
    const { createLive } = await import('./live.ts');
    const { userId } = session.store.getState();
    if (userId === null || running?.userId === userId) return;
    running = createLive({ client, session, call }, userId);
    liveStore.setState({ live: running });
  };

  /** Nothing of one user is left for the next. */
  session.store.subscribe((now, before) => {
    if (now.userId === before.userId) return;
    running?.stop();
    running = null;
    // On the way out the pages are still there: the router clears the cache once it has left them.
    if (now.userId === null) return;
    client.clear();
    // A failure to load shows where a page waits for it.
    goLive().catch(() => undefined);
  });

  return { client, session, transport, call, goLive, liveStore };
};
export type Services = ReturnType<typeof createServices>;
