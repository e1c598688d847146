import type { ConversationChange } from '#core/domain/changes.ts';
import type { Conversation } from '#core/domain/conversation.ts';
import type { Message } from '#core/domain/message.ts';
import type { Snapshot } from '#core/ports/conversations.ts';
import { attachTo, detach } from '#functions/adapters/aws/dynamodb/attachments/attachment-item.ts';
import { expiryKey } from '#functions/adapters/aws/dynamodb/table/expiry-keys.ts';
import { absent, type Item, type Write } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { conversationItem } from './conversation-item.ts';
import { guardItem, messageItem, recordItem, waitingItem } from './message-item.ts';

const put = (Item: Item, ConditionExpression: string, values?: Record<string, unknown>) => ({
  Put: { Item, ConditionExpression, ...(values && { ExpressionAttributeValues: values }) },
});

export const conversationPut = (conversation: Conversation) =>
  put(conversationItem(conversation), 'ver = :read', { ':read': conversation.ver - 1 });

/** On condition that the message was not changed since it was read. */
const putOver = (message: Message, readRev: number) =>
  put(messageItem(message), 'rev = :read', { ':read': readRev });

/**
 * Conditional on `rev`, not only on the conversation's `ver`, which may have been read later than the
 * message.
 */
const updatePut = (update: Message, message: Message | null | undefined) => {
  if (message?.seq !== update.seq) throw new Error('a change of a message that was not read');
  return putOver(update, message.rev);
};

/** Moves the conversation in the list of expiries, which contains only those that have one. */
const expiryWrites = (before: Conversation | null, after: Conversation): Write[] => {
  const [from, to] = [before?.nextExpiry, after.nextExpiry];
  if (from === to) return [];
  return [
    ...(from === undefined ? [] : [{ Delete: { Key: expiryKey(from, after.id) } }]),
    ...(to === undefined ? [] : [{ Put: { Item: expiryKey(to, after.id) } }]),
  ];
};

type Read = Pick<Snapshot, 'conversation'> & Partial<Pick<Snapshot, 'message'>>;

/** All writes of a change; the conversation's is the last one. */
export const writesOf = (change: ConversationChange, read: Read, now: number): Write[] => {
  const { conversation, insert, update, record, guard, attach = [], detach: gone = [] } = change;
  const { id } = conversation;
  return [
    ...(insert ? [put(messageItem(insert), absent)] : []),
    ...(insert?.expiresAt === undefined ? [] : [{ Put: { Item: waitingItem(insert) } }]),
    ...(update ? [updatePut(update, read.message)] : []),
    ...(change.expire ?? []).map((message) => putOver(message, message.rev)),
    ...(record ? [put(recordItem(id, record), absent)] : []),
    // Overwrites an expired guard that DynamoDB has not deleted yet.
    ...(guard ? [put(guardItem(id, guard), `${absent} OR exp <= :now`, { ':now': now })] : []),
    ...(insert ? attach.map((attachmentId) => attachTo(insert, attachmentId, now)) : []),
    ...gone.map(detach),
    ...expiryWrites(read.conversation, conversation),
    conversationPut(conversation),
  ];
};
