import type { QueryClient } from '@tanstack/react-query';
import { useDrafts } from '../features/messages/model/drafts.ts';
import { createOutbox } from '../features/messages/model/outbox.ts';
import { openOutboxStorage } from '../features/messages/model/outbox-storage.ts';
import type { Call } from '../lib/api-client.ts';
import type { Session } from '../lib/session.ts';
import { newUuid } from '../lib/uuid.ts';
import {
  browserLocks,
  followBrowser,
  openBrowserBus,
  openBrowserSocket,
} from '../realtime/browser.ts';
import { createCache } from '../realtime/cache.ts';
import { foldSent } from '../realtime/fold-sent.ts';
import { createRealtime } from '../realtime/realtime.ts';
import { realTimers } from '../realtime/timers.ts';

type SessionNews =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'signed-out'; readonly isExpired: boolean };

interface LiveDeps {
  readonly client: QueryClient;
  readonly session: Session;
  readonly call: Call;
}

/** Everything that lives as long as a user is signed in, put together once for each. */
export const createLive = ({ client, session, call }: LiveDeps, userId: string) => {
  const cache = createCache(client);
  const bus = openBrowserBus(userId);
  const clock = { timers: realTimers, random: Math.random, now: Date.now };
  const outbox = createOutbox({
    ...clock,
    bus,
    storage: openOutboxStorage(userId),
    newId: newUuid,
    send: ({ conversationId, clientId, content }) =>
      call('POST /api/conversations/{id}/messages', {
        params: { id: conversationId },
        body: { content, client_id: clientId },
      }),
    onSent: (message) => foldSent(cache, message),
  });
  const realtime = createRealtime({
    ...clock,
    bus,
    userId,
    call,
    cache,
    locks: browserLocks(),
    open: openBrowserSocket,
    onEvent: (event) => {
      const isOwn = event.type === 'message:new' && event.payload.sender_id === userId;
      if (isOwn) outbox.onDelivered(event.payload.client_id);
    },
    onReachable: outbox.resume,
    onLeading: (isLeading) => void outbox.setLeading(isLeading),
  });

  /** One page renews the token for all, and one sign-out is everybody's. */
  const topic = bus.topic<SessionNews>('session');
  topic.hear((news) => {
    if (news.kind === 'token') session.adopt(news.token);
    else session.end(news);
  });
  const stopTelling = session.onRenewed((token) => topic.post({ kind: 'token', token }));

  void outbox.start();
  const stopFollowing = followBrowser(realtime);
  realtime.start();

  return {
    userId,
    outbox,
    realtime,
    /** Who signs out leaves nothing in this browser; what a session that expired left waits for the next. */
    stop: (): void => {
      const isExpired = session.hasExpired();
      topic.post({ kind: 'signed-out', isExpired });
      stopTelling();
      stopFollowing();
      realtime.stop();
      outbox.stop({ isForgotten: !isExpired });
      bus.close();
      useDrafts.getState().clear();
    },
  };
};
export type Live = ReturnType<typeof createLive>;
