import { limits } from '#contracts/limits.ts';
import type { Attachment } from '#core/domain/attachment.ts';
import type { ConversationChange } from '#core/domain/changes.ts';
import type { Conversation } from '#core/domain/conversation.ts';
import { newConversation, sortedPair } from '#core/domain/conversation.ts';
import type { Message } from '#core/domain/message.ts';
import {
  deleteChange,
  editChange,
  reactionChange,
  readMessageChange,
} from '#core/domain/message-changes.ts';
import { readUpToChange } from '#core/domain/read.ts';
import type { Draft } from '#core/domain/send.ts';
import { sendChange } from '#core/domain/send.ts';
import type { User } from '#core/domain/user.ts';
import type { Decision, Snapshot } from '#core/ports/conversations.ts';
import { takeOwn } from '#core/shared/send-decision.ts';
import { aDraft, anAttachment, aRegistration, unlimited } from '../builders.ts';
import type { Stores } from './stores.ts';

type Conversing = Pick<Stores, 'conversations' | 'clock'>;

/** Actions of users by the domain's own rules: the suites check what a store does with them. */

export const register = async (stores: Stores, user: Partial<User> = {}): Promise<User> => {
  const registration = aRegistration({ createdAt: stores.clock.now(), ...user });
  const claimed = await stores.users.claim(registration);
  if (claimed !== 'claimed') throw new Error(`${registration.username}: ${claimed}`);
  await stores.users.finish(registration.id);
  return { ...registration, isFinished: true };
};

export const openBetween = async (
  stores: Pick<Stores, 'conversations' | 'clock' | 'ids'>,
  a: User,
  b: User,
): Promise<Conversation> => {
  const now = stores.clock.now();
  const { conversation } = await stores.conversations.open(
    newConversation(stores.ids.uuid(), sortedPair(a.id, b.id), now),
  );
  return conversation;
};

/** Two users and their conversation. */
export const aPair = async (stores: Stores) => {
  const ann = await register(stores);
  const bob = await register(stores);
  return { ann, bob, conversation: await openBetween(stores, ann, bob) };
};

export interface Sent {
  readonly message: Message;
  readonly created: boolean;
}

/**
 * Sends, or finds the first message of a used `clientId`; null if an attachment is not available.
 */
export const sendWith = (
  { conversations, clock }: Conversing,
  conversationId: string,
  draft: Partial<Draft> & Pick<Draft, 'senderId'>,
  attachmentIds: readonly string[],
): Promise<Sent | null> => {
  const full = aDraft(draft);
  const guard = { senderId: full.senderId, clientId: full.clientId };
  const decide = (snapshot: Snapshot): Decision<Sent | null> => {
    const { conversation, guarded } = snapshot;
    if (!conversation) throw new Error('no such conversation');
    if (guarded) return { result: { message: guarded, created: false } };
    const taken = takeOwn(full.senderId, attachmentIds)(snapshot);
    if (!taken.ok) return { result: null };
    const change = sendChange(conversation, { ...full, attachments: taken.value }, clock.now());
    return { change, result: { message: change.insert, created: true } };
  };
  return conversations.change({ conversationId, guard, attachmentIds }, decide);
};

/** Sends, or finds the first message of a used `clientId`. */
export const send = async (
  stores: Conversing,
  conversationId: string,
  draft: Partial<Draft> & Pick<Draft, 'senderId'>,
): Promise<Sent> => {
  const sent = await sendWith(stores, conversationId, draft, []);
  if (!sent) throw new Error('a send without attachments lacks one');
  return sent;
};

/** Completed attachments of a user, not sent yet. */
export const attachTo = async (
  { attachments, clock, ids }: Pick<Stores, 'attachments' | 'clock' | 'ids'>,
  owner: User,
  ...filenames: readonly string[]
): Promise<Attachment[]> => {
  const made = filenames.map((filename) =>
    anAttachment({
      id: ids.uuid(),
      ownerId: owner.id,
      filename,
      state: 'complete',
      width: 8,
      height: 6,
      createdAt: clock.now(),
      expiresAt: clock.now() + limits.attachment.unsentSeconds * 1_000,
    }),
  );
  await attachments.put(made, unlimited);
  return made;
};

/** Sends `count` messages in sequence, with the texts 1 to n. */
export const sendMany = async (
  stores: Conversing,
  conversationId: string,
  senderId: string,
  count: number,
): Promise<Message[]> => {
  const sent: Message[] = [];
  for (let number = 1; number <= count; number++) {
    const { message } = await send(stores, conversationId, { senderId, content: `${number}` });
    sent.push(message);
  }
  return sent;
};

/** Reads up to a sequence; resolves to whether the mark moved. */
export const readUpTo = (
  { conversations, clock }: Conversing,
  conversationId: string,
  readerId: string,
  upTo: number,
): Promise<boolean> =>
  conversations.change(
    { conversationId, unread: { readerId, upTo } },
    ({ conversation, unread }) => {
      if (!conversation) throw new Error('no such conversation');
      const change = readUpToChange(conversation, readerId, upTo, unread, clock.now());
      return change ? { change, result: true } : { result: false };
    },
  );

/** Changes the current message by a rule; resolves to it, changed or not. */
const changeBy = (
  { conversations }: Pick<Stores, 'conversations'>,
  { conversationId, seq }: Message,
  rule: (
    message: Message,
    conversation: Conversation,
  ) => (ConversationChange & { update: Message }) | null,
): Promise<Message> =>
  conversations.change(
    { conversationId, messageSeq: seq },
    ({ conversation, message }): Decision<Message> => {
      if (!conversation || !message) throw new Error('no such message');
      const change = message.deletedAt === null ? rule(message, conversation) : null;
      return change ? { change, result: change.update } : { result: message };
    },
  );

export const editMessage = (
  stores: Conversing,
  message: Message,
  content: string,
): Promise<Message> =>
  changeBy(stores, message, (now, conversation) =>
    editChange(conversation, now, content, stores.clock.now()),
  );

export const deleteMessage = (stores: Conversing, message: Message): Promise<Message> =>
  changeBy(stores, message, (now, conversation) =>
    deleteChange(conversation, now, stores.clock.now()),
  );

export const readMessage = (stores: Conversing, message: Message): Promise<Message> =>
  changeBy(stores, message, (now, conversation) =>
    readMessageChange(conversation, now, stores.clock.now()),
  );

/** With null, removes the reaction of the user. */
export const reactTo = (
  stores: Conversing,
  message: Message,
  userId: string,
  emoji: string | null,
): Promise<Message> =>
  changeBy(stores, message, (now, conversation) =>
    reactionChange(conversation, now, userId, emoji),
  );

/** A later time, so that a change of `updatedAt` shows. */
export const later = ({ clock }: Stores): number => {
  clock.advance(1_000);
  return clock.now();
};

/** The users that a search finds. */
export const idsFound = async ({ users }: Stores, query: string): Promise<string[]> =>
  (await users.search(query, { offset: 0, limit: 100 })).items.map(({ id }) => id);
