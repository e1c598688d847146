/**
 * What a member's settings of a conversation come to at the moment: the rules of the server and of clients.
 * A new message brings an archived conversation back, and reading it clears a mark, without a write.
 */

/** `mutedUntil`: milliseconds; `Infinity` or any later time for good. */
export const isMutedAt = (mutedUntil: number | null, now: number): boolean =>
  mutedUntil !== null && mutedUntil > now;

/** Until a message follows that is newer than the archiving; a muted conversation stays archived. */
export const isArchivedAt = ({
  archivedSeq,
  lastMessageSeq,
  isMuted,
}: {
  archivedSeq: number | null;
  /** 0 without messages. */
  lastMessageSeq: number;
  isMuted: boolean;
}): boolean => archivedSeq !== null && (isMuted || lastMessageSeq <= archivedSeq);

/** Until the member reads something newer than the mark. */
export const isMarkedAt = (markedUnreadSeq: number | null, readSeq: number): boolean =>
  markedUnreadSeq !== null && readSeq <= markedUnreadSeq;
