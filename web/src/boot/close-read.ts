import type { QueryClient } from '@tanstack/react-query';
import type { Realtime, Timers } from '#client';
import { withSeen } from '#client';
import { createQueryCache, keys } from '../sync/query-cache.ts';

/** Changes come in bursts: notifications are closed once after them. */
const CLOSE_AFTER_MS = 500;

interface CloseReadDeps {
  readonly client: QueryClient;
  readonly realtime: Pick<Realtime, 'seen' | 'status'>;
  readonly timers: Timers;
  readonly close: (isRead: (conversationId: string) => boolean) => Promise<void>;
}

/**
 * Closes the notifications of messages that have expired, and while connected those of conversations that were read,
 * here or elsewhere: without a connection, a copy of earlier may not know the newest message. Returns a function that stops it.
 */
export const closeRead = ({ client, realtime, timers, close }: CloseReadDeps): (() => void) => {
  const cache = createQueryCache(client);
  let timer: unknown;
  const isRead = (id: string): boolean => {
    const conversation = cache.conversation(id);
    return (
      conversation !== undefined &&
      withSeen(conversation, realtime.seen.getState().seen).unread_count === 0
    );
  };
  const update = (): void => {
    timer = undefined;
    const isConnected = realtime.status.getState().socket === 'open';
    close((id) => isConnected && isRead(id)).catch(() => undefined);
  };
  const updateSoon = (): void => {
    timer ??= timers.set(update, CLOSE_AFTER_MS);
  };
  const stops = [
    client.getQueryCache().subscribe(({ type, query }) => {
      if (type === 'updated' && query.queryKey[0] === keys.conversations[0]) updateSoon();
    }),
    realtime.seen.subscribe(updateSoon),
  ];
  return () => {
    for (const stop of stops) stop();
    timers.clear(timer);
  };
};
