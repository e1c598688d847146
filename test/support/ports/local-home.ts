import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerEvent } from '#contracts/realtime.ts';
import { directory } from '#functions/adapters/local/directory.ts';
import { memoryChallengeStore } from '#functions/adapters/local/factors/challenges.ts';
import { sqliteFactorKeys } from '#functions/adapters/local/factors/factor-keys.ts';
import { sqliteFactorStore } from '#functions/adapters/local/factors/factor-store.ts';
import { LocalIdentityProvider } from '#functions/adapters/local/identity/identity-provider.ts';
import { memoryPasskeyChallenges } from '#functions/adapters/local/identity/passkey-challenges.ts';
import { sqlitePasskeyStore } from '#functions/adapters/local/identity/passkey-store.ts';
import { closeDatabase, healthProbe, openDatabase } from '#functions/adapters/local/index.ts';
import {
  MemoryConnectionRegistry,
  MemoryTicketStore,
} from '#functions/adapters/local/sockets/memory-registries.ts';
import { SocketHub } from '#functions/adapters/local/sockets/socket-hub.ts';
import { sqliteAttachmentStore } from '#functions/adapters/local/sqlite/attachment-store.ts';
import { sqliteAuditLog } from '#functions/adapters/local/sqlite/audit-log.ts';
import { sqliteBlockStore } from '#functions/adapters/local/sqlite/block-store.ts';
import { SqliteConversationStore } from '#functions/adapters/local/sqlite/conversation-store.ts';
import { sqliteCounterStore } from '#functions/adapters/local/sqlite/counter-store.ts';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { sqliteInviteStore } from '#functions/adapters/local/sqlite/invite-store.ts';
import { sqliteKnownSourceStore } from '#functions/adapters/local/sqlite/known-source-store.ts';
import { SqliteMemberSettingsStore } from '#functions/adapters/local/sqlite/member-settings-store.ts';
import { SqliteUserStore } from '#functions/adapters/local/sqlite/user-store.ts';
import { sqliteWebPushSubscriptionStore } from '#functions/adapters/local/sqlite/web-push-subscription-store.ts';
import type { Sockets } from '../../ports/broadcaster.suite.ts';
import { countedIds, fakeClock } from '../fakes.ts';
import { atFileEnd } from '../file-end/at-file-end.ts';
import { register } from './actions.ts';
import type { Identities } from './identities.ts';
import type { Stores } from './stores.ts';

let folder: string | undefined;
let files = 0;

/** Of this test file. */
const newFolder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'parley-ports-'));
  atFileEnd(() => {
    folder = undefined;
    rmSync(path, { recursive: true });
  });
  return path;
};

export const newFile = (): string => {
  folder ??= newFolder();
  return join(folder, `${++files}.db`);
};

export const newDatabase = (): Database => {
  const database = new Database(newFile());
  atFileEnd(() => database.close());
  return database;
};

const newTable = () => {
  const env = { TABLE_NAME: newFile() };
  atFileEnd(() => closeDatabase(env));
  return env;
};

/** Every row of every table. */
const dump = (database: Database): string => {
  const tables = database.all("SELECT name FROM sqlite_schema WHERE type = 'table'");
  return JSON.stringify(tables.map(({ name }) => database.all(`SELECT * FROM "${name}"`)));
};

export const storesOn = (database: Database): Stores => {
  const clock = fakeClock({ sleep: 'real' });
  return {
    users: new SqliteUserStore(database, clock),
    conversations: new SqliteConversationStore(database, clock),
    settings: new SqliteMemberSettingsStore(database, clock),
    connections: new MemoryConnectionRegistry(clock),
    tickets: new MemoryTicketStore(clock),
    blocks: sqliteBlockStore(database),
    counters: sqliteCounterStore(database, clock),
    invites: sqliteInviteStore(database, clock),
    sources: sqliteKnownSourceStore(database, clock),
    audit: sqliteAuditLog(database, clock),
    passkeys: sqlitePasskeyStore(database),
    passkeyChallenges: memoryPasskeyChallenges(clock),
    factors: sqliteFactorStore(database),
    factorKeys: sqliteFactorKeys(database),
    challenges: memoryChallengeStore(clock),
    attachments: sqliteAttachmentStore(database, clock),
    subscriptions: sqliteWebPushSubscriptionStore(database, clock),
    clock,
    ids: countedIds(),
    everythingStored: async () => dump(database),
  };
};

export const localStores = async (): Promise<Stores> => storesOn(newDatabase());

export const localDirectory = async () => {
  const env = newTable();
  const stores = storesOn(openDatabase(env));
  const add = async (username: string): Promise<string> =>
    (await register(stores, { username })).id;
  return { directory: directory(env), add, now: () => stores.clock.now() };
};

export const localIdentities = async (): Promise<Identities> => {
  const clock = fakeClock({ now: Date.now() });
  const ids = countedIds();
  const pool = { poolId: 'local', clientId: 'parley' };
  return { identities: new LocalIdentityProvider(newDatabase(), clock, ids, pool), clock, ids };
};

export const localSockets = async (): Promise<Sockets> => {
  const hub = new SocketHub();
  let count = 0;
  const connect = () => {
    const id = `socket-${++count}`;
    const received: ServerEvent[] = [];
    let closed = false;
    hub.attach(id, {
      bufferedAmount: 0,
      send: (data) => received.push(JSON.parse(data) as ServerEvent),
      close: () => {
        closed = true;
      },
      terminate: () => {
        closed = true;
      },
    });
    return { id, received, isClosed: () => closed };
  };
  return { broadcaster: hub, connect };
};

export const sqliteProbes = {
  working: async () => healthProbe(newTable()),
  broken: async () => healthProbe({ TABLE_NAME: join(newFile(), 'no', 'such', 'folder.db') }),
};
