import { afterFirst, conversationPartition, type Key, paddedSeq } from './keys.ts';

/**
 * Times are epoch milliseconds.
 *
 * | item         | PK                | SK                        |
 * |--------------|-------------------|---------------------------|
 * | waiting      | CONV#<id>         | EXP#<expiry>#<seq>        |
 * | next expiry  | EXPIRY            | <expiry>#<conversation>   |
 */

/** Sort keys of messages that wait for their expiry. */
export const waitingPrefix = 'EXP#';

export const waitingKey = (conversationId: string, expiresAt: number, seq: number): Key => ({
  PK: conversationPartition(conversationId),
  SK: `${waitingPrefix}${paddedSeq(expiresAt)}#${paddedSeq(seq)}`,
});

/** `EXP#<expiry>#<seq>`. */
export const waitingOf = ({ SK }: Key) => {
  const [expiresAt, seq] = afterFirst(SK).split('#').map(Number);
  return { expiresAt: expiresAt ?? 0, seq: seq ?? 0 };
};

/** The list of conversations with a message that waits for its expiry, by the time of the next one. */
export const expiryPartition = 'EXPIRY';

export const expiryKey = (expiresAt: number, conversationId: string): Key => ({
  PK: expiryPartition,
  SK: `${paddedSeq(expiresAt)}#${conversationId}`,
});

/** `~` sorts after every conversation id. */
export const expiryRangeUntil = (now: number) => ({
  from: paddedSeq(0),
  to: `${paddedSeq(now)}#~`,
});

/** `<expiry>#<conversation>`. */
export const expiryEntryOf = ({ SK }: Key) => ({
  expiresAt: Number.parseInt(SK, 10),
  conversationId: afterFirst(SK),
});
