import { createOutbox } from '../features/messages/model/outbox.ts';
import type { OutboxStorage } from '../features/messages/model/outbox-item.ts';
import type { Call } from '../lib/api-client.ts';
import type { Cache } from '../realtime/cache.ts';
import { foldSent } from '../realtime/fold-sent.ts';
import type { LeaderLocks } from '../realtime/leadership.ts';
import { createRealtime } from '../realtime/realtime.ts';
import type { SocketDeps } from '../realtime/socket.ts';
import type { TabBus } from '../realtime/tab-bus.ts';

/** All that a messenger needs of the browser around it, so that a simulator can be one. */
export interface Platform extends Pick<SocketDeps, 'open' | 'timers' | 'random'> {
  readonly call: Call;
  readonly cache: Cache;
  readonly bus: TabBus;
  readonly locks: LeaderLocks | null;
  readonly storage: OutboxStorage;
  readonly now: () => number;
  readonly newId: () => string;
}

/** Realtime and outbox of one signed-in user, put together. */
export const createMessenger = (platform: Platform, userId: string) => {
  const { call, cache } = platform;
  const outbox = createOutbox({
    ...platform,
    send: ({ conversationId, clientId, content, replyToId }) =>
      call('POST /api/conversations/{id}/messages', {
        params: { id: conversationId },
        body: { content, client_id: clientId, ...(replyToId && { reply_to_id: replyToId }) },
      }),
    onSent: (message) => foldSent(cache, message),
  });
  const realtime = createRealtime({
    ...platform,
    userId,
    onEvent: (event) => {
      const isOwn = event.type === 'message:new' && event.payload.sender_id === userId;
      if (isOwn) outbox.onDelivered(event.payload.client_id);
    },
    onReachable: outbox.resume,
    onLeading: (isLeading) => void outbox.setLeading(isLeading),
  });
  return {
    outbox,
    realtime,
    start: (): void => {
      void outbox.start();
      realtime.start();
    },
    stop: (options: { isForgotten: boolean }): void => {
      realtime.stop();
      outbox.stop(options);
    },
  };
};
