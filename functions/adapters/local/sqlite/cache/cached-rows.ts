import type { Conversation } from '#core/domain/conversation.ts';
import type { User } from '#core/domain/user.ts';
import type { Database } from '../database.ts';
import { conversationColumns, conversationOf, userOf } from '../rows.ts';

export const findUser = (db: Database, id: string): User | null => {
  const { users } = db.cached;
  const known = users.get(id);
  if (known) return known;
  const row = db.get('SELECT * FROM users WHERE id = ?', id);
  if (!row) return null;
  const user = userOf(row);
  users.set(id, user);
  return user;
};

const byId = `SELECT ${conversationColumns} WHERE c.id = ?`;

/** From the file, and into the cache. */
export const readConversation = (db: Database, id: string): Conversation | null => {
  const row = db.get(byId, id);
  if (!row) return null;
  const conversation = conversationOf(row);
  db.cached.conversations.set(id, conversation);
  return conversation;
};

/** As it is stored: readers outside of writes use `expiry/as-of-now.ts`. */
export const findConversation = (db: Database, id: string): Conversation | null =>
  db.cached.conversations.get(id) ?? readConversation(db, id);

/** The id of the conversation of two users in the order of their ids; null if there is none. */
export const findPair = (db: Database, [a, b]: readonly [string, string]): string | null => {
  const { pairs } = db.cached;
  const key = `${a} ${b}`;
  const known = pairs.get(key);
  if (known !== undefined) return known;
  const row = db.get('SELECT id FROM conversations WHERE member_a = ? AND member_b = ?', a, b);
  if (!row) return null;
  const id = row['id'] as string;
  pairs.set(key, id);
  return id;
};
