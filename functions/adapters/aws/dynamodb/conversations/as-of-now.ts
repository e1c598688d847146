import type { Conversation } from '#core/domain/conversation.ts';
import { isDue } from '#core/domain/visibility/expiry.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';

/**
 * A conversation as it is now, without what has expired since its item was written. Writes nothing, so that functions
 * that read need no right to write; the next change, or the sweep, writes it.
 */
export const asOfNow = async (table: Table, stored: Conversation): Promise<Conversation> => {
  const now = table.clock.now();
  if (!isDue(stored, now)) return stored;
  const { withoutExpired } = await import('./expire.ts');
  return withoutExpired(table, stored, now);
};

export const allAsOfNow = (
  table: Table,
  stored: readonly Conversation[],
): Promise<Conversation[]> => Promise.all(stored.map((one) => asOfNow(table, one)));
