import { expect, test } from 'vitest';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { MessageMerge, type Side } from '#functions/adapters/local/sqlite/lists/message-merge.ts';
import { fakeClock } from '#test/support/fakes.ts';

const clock = fakeClock();
const columns = 'conversation_id, seq, created_at';
const conditions: Record<Side, string> = {
  received: "receiver_id = 'me'",
  read: "receiver_id = 'me' AND (read_at IS NOT NULL OR seq <= (SELECT read_seq FROM members m WHERE m.user_id = 'me' AND m.conversation_id = messages.conversation_id))",
  sent: "sender_id = 'me'",
  both: "(sender_id = 'me' OR receiver_id = 'me')",
};

/** Random numbers that are the same in each run. */
const random = (seed: number) => () => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
};

interface Made {
  readonly seq: number;
  readonly isMine: boolean;
  readonly isReceived: boolean;
  readonly isDeleted: boolean;
  readonly isRead: boolean;
  readonly isExpired: boolean;
  readonly at: number;
}

/** At few distinct times, so that many are equal. */
const makeMessages = (chance: () => number, isNote: boolean): Made[] => {
  let [seq, at] = [0, Math.floor(chance() * 20)];
  return Array.from({ length: Math.floor(chance() * 60) }, () => {
    seq += 1 + Math.floor(chance() * 3);
    at += Math.floor(chance() * 3);
    const isMine = isNote || chance() < 0.5;
    const isReceived = isNote || !isMine;
    return {
      seq,
      isMine,
      isReceived,
      isDeleted: chance() < 0.2,
      isRead: chance() < 0.2,
      isExpired: chance() < 0.2,
      at,
    };
  });
};

const insertUser = (db: Database, id: string): void => {
  db.run(
    `INSERT INTO users (id, username, folded, is_active, is_finished, valid_after, online_until,
       created_at, updated_at) VALUES (?1, ?1, ?1, 1, 1, 0, 0, 0, 0)`,
    id,
  );
};

const insertConversation = (db: Database, other: string, messages: Made[], read: number): void => {
  const id = `with-${other}`;
  const [first, last] = [messages[0]?.at ?? 0, messages.at(-1)];
  db.run(
    `INSERT INTO conversations (id, member_a, member_b, ver, seq, created_at, updated_at)
     VALUES (?, ?, ?, 1, ?, ?, 0)`,
    id,
    ...['me', other].sort(),
    last?.seq ?? 0,
    first,
  );
  for (const { seq, isMine, isDeleted, isRead, isExpired, at } of messages) {
    const pair = isMine ? ['me', other] : [other, 'me'];
    db.run(
      `INSERT INTO messages (conversation_id, seq, rev, sender_id, receiver_id, client_id, edits,
         read_at, deleted_at, created_at, updated_at, expires_at)
       VALUES (?, ?, 1, ?, ?, '', 0, ?, ?, ?, 0, ?)`,
      id,
      seq,
      ...pair,
      isRead ? 1 : null,
      isDeleted ? 1 : null,
      at,
      isExpired ? clock.now() : clock.now() + 1,
    );
  }
  const kept = messages.filter(({ isDeleted }) => !isDeleted);
  const received = kept.filter(({ isReceived }) => isReceived);
  db.run(
    `INSERT INTO members (user_id, conversation_id, read_seq, unread, received, sent, activity_at)
     VALUES ('me', ?, ?, ?, ?, ?, ?)`,
    id,
    read,
    received.filter(({ isRead, seq }) => !isRead && seq > read).length,
    received.length,
    kept.filter(({ isMine }) => isMine).length,
    last?.at ?? first,
  );
};

/** Conversations of `me`, one with themself; some messages are deleted, expired or read. */
const setup = async (seed: number) => {
  const db = new Database(':memory:');
  const chance = random(seed);
  const users = ['me', 'a', 'b', 'c', 'd'];
  await db.write(() => {
    for (const user of users) insertUser(db, user);
    for (const other of users) {
      const messages = makeMessages(chance, other === 'me');
      insertConversation(db, other, messages, Math.floor(chance() * 30));
    }
  });
  return db;
};

const sorted = (db: Database, side: Side, direction: 'ASC' | 'DESC') =>
  db.all(
    `SELECT ${columns} FROM messages WHERE deleted_at IS NULL AND expires_at > ${clock.now()} AND ${conditions[side]}
     ORDER BY created_at ${direction}, conversation_id ${direction}, seq ${direction}`,
  );

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'the merge has the order and the messages of a sorted query (seed %i)',
  async (seed) => {
    const db = await setup(seed);
    for (const side of ['received', 'read', 'sent', 'both'] as const) {
      for (const order of ['asc', 'desc'] as const) {
        const merge = new MessageMerge(db, 'me', clock, { side, order, columns });
        const taken = [...merge.take(7), ...merge.take(1), ...merge.take(1_000)];
        expect(taken).toEqual(sorted(db, side, order === 'asc' ? 'ASC' : 'DESC'));
      }
    }
    db.close();
  },
);

test.each([11, 12, 13])('the merge continues before any message (seed %i)', async (seed) => {
  const db = await setup(seed);
  const all = sorted(db, 'both', 'DESC');
  for (const [index, row] of all.entries()) {
    const before = {
      createdAt: row['created_at'] as number,
      conversationId: row['conversation_id'] as string,
      seq: row['seq'] as number,
    };
    const merge = new MessageMerge(db, 'me', clock, {
      side: 'both',
      order: 'desc',
      columns,
      before,
    });
    expect(merge.take(5)).toEqual(all.slice(index + 1, index + 6));
  }
  db.close();
});
