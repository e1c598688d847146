import type { Message } from '#contracts/http/messages.ts';
import type { Request } from '../simulator/support/api.ts';
import type { Truth } from '../simulator/support/compare.ts';

/** Everything that the server has acknowledged. None of it may be lost. */
export const createLedger = () => {
  const counts = new Map<string, number>();
  const edited = new Set<string>();
  const deleted = new Set<string>();
  const readOnes = new Set<string>();
  /** Highest acknowledged mark by reader and conversation. */
  const marks = new Map<string, number>();
  /** All acknowledged marks with their times, epoch milliseconds. */
  const reads = new Map<string, { seq: number; at: number }[]>();

  const record = (userId: string, key: string, { params, body }: Request): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    const id = params?.id ?? '';
    if (key === 'PATCH /api/messages/{id}') edited.add(id);
    if (key === 'DELETE /api/messages/{id}') deleted.add(id);
    if (key === 'POST /api/messages/{id}/read') readOnes.add(id);
    if (key === 'POST /api/conversations/{id}/read') {
      const place = `${userId} ${id}`;
      const seq = Number(body?.['seq']);
      marks.set(place, Math.max(seq, marks.get(place) ?? 0));
      reads.set(place, [...(reads.get(place) ?? []), { seq, at: Date.now() }]);
    }
  };

  const checkMessage = (message: Message): string | null => {
    const isGone = message.deleted_at !== null;
    if (deleted.has(message.id) && !isGone) return `the deletion of message ${message.seq} is lost`;
    if (isGone) return null;
    if (edited.has(message.id) && message.edited_at === null) {
      return `the edit of message ${message.seq} is lost`;
    }
    const isReadLost = readOnes.has(message.id) && !message.is_read;
    return isReadLost ? `the read of message ${message.seq} is lost` : null;
  };

  return {
    record,
    countOf: (key: string): number => counts.get(key) ?? 0,
    /** When the first mark of this message or a later one was acknowledged; null: not yet. */
    readAt: (userId: string, conversationId: string, seq: number): number | null =>
      reads.get(`${userId} ${conversationId}`)?.find((mark) => mark.seq >= seq)?.at ?? null,
    /** What a member's view of a conversation has lost. */
    check: (userId: string, { conversation, messages }: Truth): string[] => {
      const mark = marks.get(`${userId} ${conversation.id}`) ?? 0;
      const losses = messages.map(checkMessage).filter((loss) => loss !== null);
      return conversation.my_read_seq < mark
        ? [...losses, `the read mark ${mark} is lost`]
        : losses;
    },
  };
};
export type Ledger = ReturnType<typeof createLedger>;
