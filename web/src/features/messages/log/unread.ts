import type { MessageWindow } from '#client';
import type { Message } from '#contracts/http/messages.ts';

/** Sequence of the peer's first unread message; null if there is none. */
export const firstUnread = (
  messages: readonly Message[],
  userId: string,
  myReadSeq: number,
): number | null =>
  messages.find(
    ({ seq, sender_id, is_read, deleted_at }) =>
      seq > myReadSeq && sender_id !== userId && !is_read && deleted_at === null,
  )?.seq ?? null;

/**
 * Whether a dialog can open with the loaded window: it must contain the first unread message, or
 * the end if all is read.
 */
export const canOpenWith = (
  { messages, cursor, upTo }: MessageWindow,
  { userId, myReadSeq, unreadCount }: { userId: string; myReadSeq: number; unreadCount: number },
): boolean => {
  if (unreadCount === 0) return upTo === null;
  const oldest = messages[0]?.seq ?? Number.POSITIVE_INFINITY;
  const isFromMark = cursor === null || oldest <= myReadSeq + 1;
  return isFromMark && (upTo === null || firstUnread(messages, userId, myReadSeq) !== null);
};
