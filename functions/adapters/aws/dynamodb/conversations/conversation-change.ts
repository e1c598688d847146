import type { ConversationChange } from '#core/domain/changes.ts';
import type { Conversation } from '#core/domain/conversation.ts';
import type { Message } from '#core/domain/message.ts';
import type { Decision, Snapshot, SnapshotRequest } from '#core/ports/conversations.ts';
import { attachTo, detach } from '#functions/adapters/aws/dynamodb/attachments/attachment-item.ts';
import { isLostRace } from '#functions/adapters/aws/dynamodb/table/failures.ts';
import { withRetries } from '#functions/adapters/aws/dynamodb/table/retry.ts';
import {
  absent,
  type Item,
  putOn,
  type Table,
  transact,
  type Write,
} from '#functions/adapters/aws/dynamodb/table/table.ts';
import { conversationItem } from './conversation-item.ts';
import { readSnapshot, withGuard } from './conversation-snapshot.ts';
import { guardItem, messageItem, recordItem } from './message-item.ts';

const put = (Item: Item, ConditionExpression: string, values?: Record<string, unknown>) => ({
  Put: { Item, ConditionExpression, ...(values && { ExpressionAttributeValues: values }) },
});

const conversationPut = (conversation: Conversation) =>
  put(conversationItem(conversation), 'ver = :read', { ':read': conversation.ver - 1 });

/**
 * Conditional on `rev`, not only on the conversation's `ver`, which may have been read later than the
 * message.
 */
const updatePut = (update: Message, { message }: Snapshot) => {
  if (message?.seq !== update.seq) throw new Error('a change of a message that was not read');
  return put(messageItem(update), 'rev = :read', { ':read': message.rev });
};

/** All other writes of the transaction. */
const companionsOf = (change: ConversationChange, snapshot: Snapshot, now: number): Write[] => {
  const { conversation, insert, update, record, guard, attach = [], detach: gone = [] } = change;
  const { id } = conversation;
  return [
    ...(insert ? [put(messageItem(insert), absent)] : []),
    ...(update ? [updatePut(update, snapshot)] : []),
    ...(record ? [put(recordItem(id, record), absent)] : []),
    // Overwrites an expired guard that DynamoDB has not deleted yet.
    ...(guard ? [put(guardItem(id, guard), `${absent} OR exp <= :now`, { ':now': now })] : []),
    ...(insert ? attach.map((attachmentId) => attachTo(insert, attachmentId, now)) : []),
    ...gone.map(detach),
  ];
};

const write = (table: Table, change: ConversationChange, snapshot: Snapshot): Promise<void> => {
  const companions = companionsOf(change, snapshot, table.clock.now());
  const conversation = conversationPut(change.conversation);
  return companions.length === 0
    ? putOn(table, conversation.Put)
    : transact(table, [...companions, conversation]);
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
    if (isRepeat) return readSnapshot(table, request);
    isRepeat = true;
    const snapshot = await readSnapshot(table, unguarded);
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
