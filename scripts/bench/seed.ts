import { join } from 'node:path';
import type { Conversation } from '#core/domain/conversation.ts';
import { newConversation, sortedPair } from '#core/domain/conversation.ts';
import { openPrivacy } from '#core/domain/privacy.ts';
import type { Draft } from '#core/domain/send.ts';
import { sendChange } from '#core/domain/send.ts';
import { clock, closeDatabase, ids, openDatabase } from '../../functions/adapters/local/index.ts';
import { applyChange } from '../../functions/adapters/local/sqlite/apply-change.ts';
import { SqliteConversationStore } from '../../functions/adapters/local/sqlite/conversation-store.ts';
import { SqliteUserStore } from '../../functions/adapters/local/sqlite/user-store.ts';

interface SeededUser {
  readonly id: string;
  readonly username: string;
}

export interface Seed {
  readonly users: number;
  readonly messages: number;
  readonly conversationsOfFirst: number;
  /** Time between the messages of a conversation; the last one is from now. */
  readonly everyMs?: number;
  /** Properties of the nth message overall. */
  readonly draftOf?: (n: number, conversation: Conversation) => Partial<Draft>;
}

const batchSize = 2_000;

/**
 * Fills a data file, while no server uses it: users without passwords (each can be found and
 * written to), and messages spread over the conversations of the first of `people`.
 */
export const seed = async (
  folder: string,
  people: readonly SeededUser[],
  { users: userCount, messages, conversationsOfFirst, everyMs = 1, draftOf }: Seed,
): Promise<void> => {
  const env = { TABLE_NAME: join(folder, 'parley.db') };
  const db = openDatabase(env);
  const users = new SqliteUserStore(db, clock);
  const conversations = new SqliteConversationStore(db, clock);
  const now = clock.now();
  const made: SeededUser[] = [...people];
  for (let n = made.length; n < userCount; n++) {
    // Decimal, because letters could make confusable names, which count as one name.
    const user = { id: ids.uuid(), username: `person ${n} of many` };
    made.push(user);
    const claimed = users.claim({
      ...user,
      displayName: null,
      about: null,
      photo: null,
      email: null,
      isActive: true,
      isFinished: false,
      isOperator: false,
      validAfter: 0,
      endedSessions: [],
      onlineUntil: 0,
      lastSeen: null,
      privacy: openPrivacy,
      createdAt: now,
      updatedAt: now,
    });
    const finished = users.finish(user.id);
    if (n % batchSize === 0) await Promise.all([claimed, finished]);
  }
  const first = made[0];
  if (!first) throw new Error('at least one person');
  const startedAt = now - Math.ceil(messages / conversationsOfFirst) * everyMs;
  const opened = await Promise.all(
    made
      .slice(1, conversationsOfFirst + 1)
      .map(({ id }) =>
        conversations.open(newConversation(ids.uuid(), sortedPair(first.id, id), startedAt)),
      ),
  );
  let current = opened.map(({ conversation }) => conversation);
  const sendTo = (conversation: Conversation, index: number, round: number): Conversation => {
    const n = round * current.length + index;
    const draft = {
      senderId: conversation.members[n % 2] ?? first.id,
      content: `message ${n}, of an ordinary length as people write them`,
      attachments: [],
      replyToId: null,
      clientId: ids.uuid(),
      requestHash: 'seed',
      ...draftOf?.(n, conversation),
    };
    const change = sendChange(conversation, draft, startedAt + round * everyMs);
    applyChange(db, change, now);
    return change.conversation;
  };
  const rounds = Math.ceil(messages / current.length);
  // Many messages per commit, because each commit waits for the disk.
  const atOnce = Math.ceil(batchSize / current.length);
  for (let start = 0; start < rounds; start += atOnce) {
    current = await db.write(() => {
      let sent = current;
      for (let round = start; round < Math.min(rounds, start + atOnce); round++) {
        sent = sent.map((conversation, index) => sendTo(conversation, index, round));
      }
      return sent;
    });
  }
  closeDatabase(env);
};
