import { useEffect, useRef } from 'react';
import { isMarkedUnread } from '#client';
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

/**
 * Opening a conversation, or coming back to it, clears its mark as unread. A mark that is set while it is in view
 * stays until then.
 */
export const useClearMark = (conversation: Conversation | undefined, isLooking: boolean): void => {
  const { settings } = useRealtime();
  const latest = useRef(conversation);
  latest.current = conversation;
  const isHere = isLooking && conversation !== undefined;
  useEffect(() => {
    const shown = latest.current;
    if (isHere && shown && isMarkedUnread(shown)) {
      settings.change(shown.id, { is_marked_unread: false });
    }
  }, [isHere, settings]);
};
