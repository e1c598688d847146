import type { IdentityProvider } from '#core/ports/identity.ts';
import type { MemberSettingsStore } from '#core/ports/member-settings.ts';
import type { Broadcaster } from '#core/ports/sockets.ts';
import type { Clock } from '#core/ports/system.ts';
import type { Push } from '#core/push.ts';
import { makePush } from '#core/push.ts';
import { makeEmitPresence } from '#core/shared/emit-presence.ts';
import { makeConnectSocket } from '#core/usecases/sockets/connect-socket.ts';
import { makeDisconnectSocket } from '#core/usecases/sockets/disconnect-socket.ts';
import { makeIssueTicket } from '#core/usecases/sockets/issue-ticket.ts';
import { makePingSocket } from '#core/usecases/sockets/ping-socket.ts';
import { makeSetTyping } from '#core/usecases/sockets/set-typing.ts';
import {
  MemoryConnectionRegistry,
  MemoryTicketStore,
} from '#functions/adapters/local/sockets/memory-registries.ts';
import { sqliteAttachmentStore } from '#functions/adapters/local/sqlite/attachment-store.ts';
import { sqliteBlockStore } from '#functions/adapters/local/sqlite/block-store.ts';
import { SqliteConversationStore } from '#functions/adapters/local/sqlite/conversation-store.ts';
import { sqliteCounterStore } from '#functions/adapters/local/sqlite/counter-store.ts';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { SqliteMemberSettingsStore } from '#functions/adapters/local/sqlite/member-settings-store.ts';
import { SqliteUserStore } from '#functions/adapters/local/sqlite/user-store.ts';
import { sqliteWebPushSubscriptionStore } from '#functions/adapters/local/sqlite/web-push-subscription-store.ts';
import { aUser } from '../../support/builders.ts';
import { countedIds } from '../../support/fakes.ts';
import { memoryBlobs } from '../../support/memory-blobs.ts';
import { makeApi } from './api.ts';
import { createPhones, type PhonesDeps } from './phones.ts';

/** Kills a server process in the middle of an operation. */
export class CrashError extends Error {}

export interface ServerDeps {
  readonly clock: Clock;
  readonly broadcaster: Broadcaster;
  /** Called after each write and before its push: true kills the process in between. */
  readonly diesBeforePush: () => boolean;
  readonly phones: Omit<PhonesDeps, 'db' | 'clock'>;
}

/** Only tickets open sockets here. */
const noIdentities = {
  verifyAccessToken: async () => null,
} as unknown as IdentityProvider;

/** The real use cases over the one-process home's stores, on a database in memory. */
export const createServer = async (given: ServerDeps) => {
  const { clock, broadcaster, diesBeforePush } = given;
  const db = new Database(':memory:');
  const ids = countedIds();
  const users = new SqliteUserStore(db, clock);
  const conversations = new SqliteConversationStore(db, clock);
  const settings = new SqliteMemberSettingsStore(db, clock);
  const blocks = sqliteBlockStore(db);
  const attachments = sqliteAttachmentStore(db, clock);
  const counters = sqliteCounterStore(db, clock);
  const files = memoryBlobs();
  const subscriptions = sqliteWebPushSubscriptionStore(db, clock);
  const stores = { users, conversations, blocks, subscriptions, settings, clock };
  const recorded: MemberSettingsStore = {
    get: (userId, conversationId) => settings.get(userId, conversationId),
    list: (...which) => settings.list(...which),
    getMarks: (userId, conversationId) => settings.getMarks(userId, conversationId),
    changeMarks: (userId, conversationId, decide) =>
      settings.changeMarks(userId, conversationId, decide),
    listStarred: (...which) => settings.listStarred(...which),
    change: async (userId, conversationId, decide) => {
      const result = await settings.change(userId, conversationId, decide);
      const { mutedUntil } = await settings.get(userId, conversationId);
      phones.recordMute(userId, conversationId, mutedUntil);
      return result;
    },
  };
  const phones = createPhones({ ...given.phones, db, clock }, stores);

  /** State that ends with the process: registrations and tickets. */
  const boot = () => {
    const connections = new MemoryConnectionRegistry(clock);
    const tickets = new MemoryTicketStore(clock);
    const realPush = makePush({ connections, broadcaster, clock });
    const push: Push = async (deliveries) => {
      if (diesBeforePush()) throw new CrashError('between write and push');
      await realPush(deliveries);
    };
    const deps = {
      users,
      conversations,
      settings: recorded,
      blocks,
      attachments,
      counters,
      files,
      connections,
      tickets,
      broadcaster,
      clock,
      ids,
      push,
      requests: 'on' as const,
    };
    const emitPresence = makeEmitPresence({ ...deps, push: realPush });
    return {
      api: makeApi(deps),
      issueTicket: makeIssueTicket(deps),
      connect: makeConnectSocket({ ...deps, identities: noIdentities, emitPresence }),
      disconnect: makeDisconnectSocket({ ...deps, emitPresence }),
      ping: makePingSocket(deps),
      setTyping: makeSetTyping({ ...deps, push: realPush }),
      killNotifier: phones.start(connections),
    };
  };

  const register = async (name: string): Promise<string> => {
    const now = clock.now() - 60_000;
    const user = aUser({ id: ids.uuid(), username: name, createdAt: now, updatedAt: now });
    await users.claim({ ...user, isFinished: false });
    await users.finish(user.id);
    await phones.subscribe(user.id);
    return user.id;
  };

  let process = boot();
  return {
    register,
    conversations,
    process: () => process,
    phones,
    restart: (): void => {
      process.killNotifier();
      process = boot();
    },
    close: () => {
      process.killNotifier();
      db.close();
    },
  };
};
export type Server = Awaited<ReturnType<typeof createServer>>;
