import { newConversation, sortedPair } from '#core/domain/conversation.ts';
import { openPrivacy } from '#core/domain/privacy.ts';
import { AccessTokens } from '#functions/adapters/local/identity/access-tokens.ts';
import { clock, closeDatabase, ids, openDatabase } from '#functions/adapters/local/index.ts';
import { SqliteConversationStore } from '#functions/adapters/local/sqlite/conversation-store.ts';
import { SqliteUserStore } from '#functions/adapters/local/sqlite/user-store.ts';
import { readConfig, setBackendEnv } from '#local/config.ts';
import type { Person } from '../people.ts';

/**
 * Fills a data file, while no server uses it, with users who have access tokens but no passwords
 * (hashing hundreds takes minutes). The first and the second have a conversation, the third and the
 * fourth, …
 */
export const seedPairs = async (folder: string, count: number): Promise<Person[]> => {
  const env = setBackendEnv(folder, readConfig([]));
  const db = openDatabase(env);
  const users = new SqliteUserStore(db, clock);
  const conversations = new SqliteConversationStore(db, clock);
  const tokens = new AccessTokens(db, clock, {
    poolId: env.USER_POOL_ID,
    clientId: env.USER_POOL_CLIENT_ID,
  });
  const now = clock.now();

  const add = async (number: number): Promise<Person> => {
    const [id, username] = [ids.uuid(), `live-${number}`];
    await users.claim({
      id,
      username,
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
    await users.finish(id);
    const token = await tokens.sign({
      userId: id,
      subject: ids.uuid(),
      familyId: ids.uuid(),
      authenticatedAt: now,
    });
    return { id, username, token };
  };

  const people = await Promise.all(Array.from({ length: count }, (_, number) => add(number)));
  const open = (one: Person, other?: Person) =>
    conversations.open(newConversation(ids.uuid(), sortedPair(one.id, other?.id ?? one.id), now));
  await Promise.all(
    people.flatMap((person, index) => (index % 2 === 0 ? [open(person, people[index + 1])] : [])),
  );
  closeDatabase(env);
  return people;
};
