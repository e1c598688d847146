import { QueryClient } from '@tanstack/react-query';
import { useDrafts } from '../features/messages/model/drafts.ts';
import { createOutbox } from '../features/messages/model/outbox.ts';
import { createCall } from '../lib/api-client.ts';
import { ApiError } from '../lib/api-error.ts';
import { createSession, noLocks } from '../lib/session.ts';
import { createTransport } from '../lib/transport.ts';
import { followBrowser, openBrowserSocket } from '../realtime/browser.ts';
import { createCache } from '../realtime/cache.ts';
import { foldSent } from '../realtime/fold-sent.ts';
import { createRealtime } from '../realtime/realtime.ts';
import { realTimers } from '../realtime/timers.ts';

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
  const cache = createCache(client);
  const transport = createTransport(
    (...args) => globalThis.fetch(...args),
    import.meta.env.DEV ? checkInDevelopment : undefined,
  );
  const session = createSession(transport, navigator.locks ?? noLocks);
  const call = createCall(transport, session);
  const clock = { timers: realTimers, random: Math.random };
  const outbox = createOutbox({
    ...clock,
    now: Date.now,
    newId: () => crypto.randomUUID(),
    send: ({ conversationId, clientId, content }) =>
      call('POST /api/conversations/{id}/messages', {
        params: { id: conversationId },
        body: { content, client_id: clientId },
      }),
    onSent: (message) => foldSent(cache, message),
  });
  const realtime = createRealtime({
    ...clock,
    call,
    cache,
    open: openBrowserSocket,
    userId: () => session.store.getState().userId,
    onReachable: outbox.resume,
  });
  followBrowser(realtime.socket);

  /** Nothing of one user is left for the next. */
  session.store.subscribe((now, before) => {
    if (now.userId === before.userId) return;
    realtime.socket.stop();
    outbox.clear();
    useDrafts.getState().clear();
    // On the way out the pages are still there: the router clears the cache once it has left them.
    if (now.userId === null) return;
    client.clear();
    realtime.socket.start();
  });

  return { client, session, transport, call, outbox, realtime };
};
export type Services = ReturnType<typeof createServices>;
