import { newConversation, sortedPair } from '#core/domain/conversation.ts';
import { memoryChallengeStore } from '#functions/adapters/local/factors/challenges.ts';
import { sqliteFactorKeys } from '#functions/adapters/local/factors/factor-keys.ts';
import { sqliteFactorStore } from '#functions/adapters/local/factors/factor-store.ts';
import { memoryPasskeyChallenges } from '#functions/adapters/local/identity/passkey-challenges.ts';
import { sqlitePasskeyStore } from '#functions/adapters/local/identity/passkey-store.ts';
import { sqliteAttachmentStore } from '#functions/adapters/local/sqlite/attachment-store.ts';
import { sqliteBlockStore } from '#functions/adapters/local/sqlite/block-store.ts';
import { SqliteConversationStore } from '#functions/adapters/local/sqlite/conversation-store.ts';
import { sqliteCounterStore } from '#functions/adapters/local/sqlite/counter-store.ts';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { SqliteMemberSettingsStore } from '#functions/adapters/local/sqlite/member-settings-store.ts';
import { SqliteUserStore } from '#functions/adapters/local/sqlite/user-store.ts';
import { ids } from '#functions/adapters/system.ts';
import { aCaller, aUser } from '#test/support/builders.ts';
import { fakeClock } from '#test/support/fakes.ts';

/** Two users in a conversation, on SQLite in memory, for tests of use cases. */
export const sqliteScene = async () => {
  const db = new Database(':memory:');
  const clock = fakeClock();
  const users = new SqliteUserStore(db, clock);
  const conversations = new SqliteConversationStore(db, clock);
  const [ada, bob] = [aUser(), aUser()];
  for (const user of [ada, bob]) {
    await users.claim({ ...user, isFinished: false });
    await users.finish(user.id);
  }
  const opened = newConversation(ids.uuid(), sortedPair(ada.id, bob.id), clock.now());
  const { conversation } = await conversations.open(opened);
  const stores = {
    users,
    conversations,
    settings: new SqliteMemberSettingsStore(db, clock),
    blocks: sqliteBlockStore(db),
    attachments: sqliteAttachmentStore(db, clock),
    factors: sqliteFactorStore(db),
    factorKeys: sqliteFactorKeys(db),
    challenges: memoryChallengeStore(clock),
    passkeys: sqlitePasskeyStore(db),
    passkeyChallenges: memoryPasskeyChallenges(clock),
    counters: sqliteCounterStore(db, clock),
    clock,
    ids,
  };
  return { db, clock, stores, ada, bob, conversation, caller: aCaller({ userId: ada.id }) };
};
