import type { ConversationChange } from '#core/domain/changes.ts';
import { isDue } from '#core/domain/visibility/expiry.ts';
import type { Decision, Snapshot, SnapshotRequest } from '#core/ports/conversations.ts';
import { isLostRace } from '#functions/adapters/aws/dynamodb/table/failures.ts';
import { withRetries } from '#functions/adapters/aws/dynamodb/table/retry.ts';
import { putOn, type Table, transact } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { conversationPut, writesOf } from './change-writes.ts';
import { readSnapshot, withGuard } from './conversation-snapshot.ts';

const write = (table: Table, change: ConversationChange, snapshot: Snapshot): Promise<void> => {
  const writes = writesOf(change, snapshot, table.clock.now());
  return writes.length === 1
    ? putOn(table, conversationPut(change.conversation).Put)
    : transact(table, writes);
};

/** A snapshot without messages that have expired: if there are any, they are removed first. */
const readCurrent = async (table: Table, request: SnapshotRequest): Promise<Snapshot> => {
  const snapshot = await readSnapshot(table, request);
  const { conversation } = snapshot;
  if (!conversation || !isDue(conversation, table.clock.now())) return snapshot;
  const { expireIn } = await import('./expire.ts');
  await expireIn(table, conversation.id);
  return readSnapshot(table, request);
};

/**
 * Reads, decides, and writes on condition that nothing it has read was changed. Otherwise starts again: a
 * concurrent change won, or an attachment was sent, discarded or expired meanwhile. Reads the guard of a
 * `client_id` only after a failed write, or when nothing would be written: the condition of the write
 * excludes an existing guard.
 */
export const changeConversation = <T>(
  table: Table,
  request: SnapshotRequest,
  decide: (snapshot: Snapshot) => Decision<T>,
): Promise<T> => {
  const { guard: _, ...unguarded } = request;
  let isRepeat = false;
  /** A change is read without the guard: its write fails if there is one. */
  const read = async (): Promise<Snapshot> => {
    if (isRepeat) return readCurrent(table, request);
    isRepeat = true;
    const snapshot = await readCurrent(table, unguarded);
    return decide(snapshot).change ? snapshot : withGuard(table, request, snapshot);
  };
  return withRetries(
    table.clock,
    async () => {
      const snapshot = await read();
      const { result, change } = decide(snapshot);
      if (change) await write(table, change, snapshot);
      return result;
    },
    isLostRace,
  );
};
