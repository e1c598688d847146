import { sqliteBlockStore } from '#functions/adapters/local/sqlite/block-store.ts';
import { SqliteConversationStore } from '#functions/adapters/local/sqlite/conversation-store.ts';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { SqliteMemberSettingsStore } from '#functions/adapters/local/sqlite/member-settings-store.ts';
import { SqliteUserStore } from '#functions/adapters/local/sqlite/user-store.ts';
import { ids } from '#functions/adapters/system.ts';
import { aCaller, aUser } from '../builders.ts';
import { fakeClock } from '../fakes.ts';

/** Ada and Bob in stores on SQLite, without a conversation; Ada calls. */
export const sqlitePeople = async () => {
  const db = new Database(':memory:');
  const clock = fakeClock();
  const users = new SqliteUserStore(db, clock);
  const conversations = new SqliteConversationStore(db, clock);
  const [ada, bob] = [aUser(), aUser()];
  for (const user of [ada, bob]) {
    await users.claim({ ...user, isFinished: false });
    await users.finish(user.id);
  }
  const blocks = sqliteBlockStore(db);
  const settings = new SqliteMemberSettingsStore(db, clock);
  const deps = { users, conversations, blocks, settings, clock, ids, requests: 'on' as const };
  return { deps, ada, bob, caller: aCaller({ userId: ada.id }) };
};
