import { useState } from 'react';
import type { MessageWindow } from '#client';
import { useUserId } from '#site/sync/use-user-id.ts';
import { firstUnread } from './unread.ts';

interface Mark {
  readonly seq: number | null;
  /** The unread count when the mark was last updated. */
  readonly unreadCount: number;
}

/**
 * Sequence of the first message that was unread when the dialog opened. It stays until the user leaves the
 * dialog; new messages move it only while the page is not visible and focused.
 */
export const useUnreadMark = (
  window: MessageWindow | undefined,
  state: { myReadSeq: number; unreadCount: number; isLooking: boolean },
): number | null => {
  const userId = useUserId();
  const { myReadSeq, unreadCount, isLooking } = state;
  const [mark, setMark] = useState<Mark | null>(null);
  if (window === undefined) return null;
  const wasRead = mark?.unreadCount === 0 || mark?.seq === null;
  const isNew = mark === null || (!isLooking && wasRead && unreadCount > 0);
  const unread = unreadCount > 0 ? firstUnread(window.messages, userId, myReadSeq) : null;
  const seq = isNew ? unread : mark.seq;
  if (mark?.seq !== seq || mark.unreadCount !== unreadCount) setMark({ seq, unreadCount });
  return seq;
};
