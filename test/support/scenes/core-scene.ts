import type { InvitationMode, RequestMode } from '#contracts/closed-lists.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import type { User } from '#core/domain/user.ts';
import type { PasswordQueue, PasswordWork } from '#core/ports/identity.ts';
import type { Broadcaster } from '#core/ports/sockets.ts';
import type { Delivery, Push } from '#core/push.ts';
import type { EndSessions } from '#core/shared/end-sessions.ts';
import {
  MemoryConnectionRegistry,
  MemoryTicketStore,
} from '#functions/adapters/local/sockets/memory-registries.ts';
import { sqliteAuditLog } from '#functions/adapters/local/sqlite/audit-log.ts';
import { sqliteInviteStore } from '#functions/adapters/local/sqlite/invite-store.ts';
import { sqliteKnownSourceStore } from '#functions/adapters/local/sqlite/known-source-store.ts';
import { sqliteWebPushSubscriptionStore } from '#functions/adapters/local/sqlite/web-push-subscription-store.ts';
import { aRegistration } from '#test/support/builders.ts';
import { type Ended, memoryIdentities } from '#test/support/memory-identities.ts';
import { sqliteScene } from './sqlite-scene.ts';

/** All ports of use cases, and a record of their calls. */
export const coreScene = async () => {
  const scene = await sqliteScene();
  const { db, clock, stores } = scene;
  const pushed: Delivery[] = [];
  const posted: [string, ServerEvent][] = [];
  const closed: [string, number][] = [];
  const announced: [string, boolean][] = [];
  const endings: Ended[] = [];
  const turns: PasswordWork[] = [];
  const people = memoryIdentities(clock);

  const push: Push = async (deliveries) => void pushed.push(...deliveries);
  const broadcaster: Broadcaster = {
    post: async (id, event) => {
      posted.push([id, event]);
      return 'sent';
    },
    disconnect: async (id, code) => void closed.push([id, code]),
  };
  const queue: PasswordQueue = {
    run: (turn, work) => {
      turns.push(turn);
      return work();
    },
  };
  const endSessions: EndSessions = async (userId, which, reason) => {
    if (!Array.isArray(which) && which !== 'all') throw new Error('not asked for here');
    endings.push([userId, which as readonly string[] | 'all', reason]);
  };
  const deps = {
    ...stores,
    connections: new MemoryConnectionRegistry(clock),
    tickets: new MemoryTicketStore(clock),
    audit: sqliteAuditLog(db, clock),
    subscriptions: sqliteWebPushSubscriptionStore(db, clock),
    invites: sqliteInviteStore(db, clock),
    invitations: 'everyone' as InvitationMode,
    requests: 'on' as RequestMode,
    sources: sqliteKnownSourceStore(db, clock),
    identities: people.identities,
    broadcaster,
    queue,
    push,
    endSessions,
    emitPresence: async (id: string, isOnline: boolean) => void announced.push([id, isOnline]),
  };
  /** Registers another user. */
  const another = async (user: Partial<User> = {}): Promise<User> => {
    const registration = aRegistration(user);
    const claimed = await stores.users.claim(registration);
    if (claimed !== 'claimed') throw new Error(`${registration.username}: ${claimed}`);
    await stores.users.finish(registration.id);
    return { ...registration, isFinished: true };
  };
  /** The emitted events by recipient. */
  const emitted = () => pushed.map(({ userId, event }) => [userId, event.type]);
  return {
    ...scene,
    deps,
    people,
    pushed,
    emitted,
    posted,
    closed,
    announced,
    endings,
    turns,
    another,
  };
};
