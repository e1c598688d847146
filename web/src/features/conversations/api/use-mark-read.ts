import { useEffect } from 'react';
import type { Conversation } from '#contracts/http/conversations.ts';
import { useRealtime } from '#site/sync/realtime-context.ts';

/** Sends a read mark up to `seq` while the page is visible and focused. */
export const useMarkRead = (
  conversation: Conversation | undefined,
  seq: number,
  isLooking: boolean,
): void => {
  const { markRead } = useRealtime();
  const id = conversation?.id;
  const isDue =
    isLooking && (conversation?.unread_count ?? 0) > 0 && seq > (conversation?.my_read_seq ?? 0);
  useEffect(() => {
    if (isDue && id !== undefined) markRead(id, seq);
  }, [markRead, id, seq, isDue]);
};
