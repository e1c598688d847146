import { limits } from '#contracts/limits.ts';
import type { Handshake } from '#contracts/realtime.ts';
import { closeCodes } from '#contracts/socket/socket-codes.ts';
import { isMember } from '../../domain/conversation.ts';
import { registeredUntil } from '../../domain/session.ts';
import type { Caller } from '../../domain/user.ts';
import { isTokenAccepted } from '../../domain/user.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { HandshakeIdentities } from '../../ports/identity.ts';
import type {
  Broadcaster,
  Connection,
  ConnectionRegistry,
  TicketStore,
} from '../../ports/sockets.ts';
import type { Clock } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import { closeSocket } from '../../sockets.ts';

interface Deps {
  readonly users: UserStore;
  readonly identities: HandshakeIdentities;
  readonly tickets: TicketStore;
  readonly conversations: ConversationStore;
  readonly connections: ConnectionRegistry;
  readonly broadcaster: Broadcaster;
  readonly clock: Clock;
  readonly emitPresence: (userId: string, isOnline: boolean) => Promise<void>;
}

export type HandshakeOutcome = 'accepted' | 'unauthenticated' | 'forbidden';

/**
 * Authenticates a handshake by ticket or token and registers the socket. Closes the user's oldest sockets
 * beyond the limit.
 */
export const makeConnectSocket = (deps: Deps) => {
  const callerOf = async (handshake: Handshake): Promise<Caller | null> => {
    if (handshake.ticket) return (await deps.tickets.take(handshake.ticket))?.caller ?? null;
    return handshake.token ? deps.identities.verifyAccessToken(handshake.token) : null;
  };

  const touch = async ({ userId, sessionId }: Caller): Promise<void> => {
    if (sessionId !== null) await deps.identities.touchSession(userId, sessionId);
  };

  const mayReceive = async (caller: Caller, conversationId: string): Promise<boolean> => {
    const conversation = await deps.conversations.get(conversationId);
    return conversation !== null && isMember(conversation, caller.userId);
  };

  const closeSurplus = (others: readonly Connection[]) =>
    Promise.allSettled(
      others
        .slice(0, Math.max(0, others.length + 1 - limits.socket.perUser))
        .map(({ id }) => closeSocket(deps, id, closeCodes.forbidden, 'Too many sockets.')),
    );

  /**
   * Checks the user and the other sockets only after registering, so that a concurrent logout or handshake
   * cannot be missed.
   */
  const welcome = async (
    connectionId: string,
    caller: Caller,
    now: number,
  ): Promise<HandshakeOutcome> => {
    const { userId } = caller;
    const [user, all] = await Promise.all([
      deps.users.get(userId),
      deps.connections.listByUsers([userId]),
    ]);
    if (!isTokenAccepted(user, caller)) {
      await deps.connections.remove(connectionId);
      return 'unauthenticated';
    }
    const others = all.filter(({ id }) => id !== connectionId);
    await closeSurplus(others);
    await touch(caller);
    await deps.users.setPresence(userId, {
      onlineUntil: now + limits.presence.leaseSeconds * 1_000,
      lastSeen: now,
    });
    if (others.length === 0) await deps.emitPresence(userId, true);
    return 'accepted';
  };

  return async (connectionId: string, handshake: Handshake): Promise<HandshakeOutcome> => {
    const caller = await callerOf(handshake);
    if (!caller || !isTokenAccepted(await deps.users.get(caller.userId), caller))
      return 'unauthenticated';
    const conversationId = handshake.conversation_id ?? null;
    if (conversationId !== null && !(await mayReceive(caller, conversationId))) return 'forbidden';
    const now = deps.clock.now();
    try {
      await deps.connections.add({
        id: connectionId,
        userId: caller.userId,
        sessionId: caller.sessionId,
        conversationId,
        connectedAt: now,
        expiresAt: registeredUntil(now),
        isVisible: false,
      });
      return await welcome(connectionId, caller, now);
    } catch (error) {
      // The handshake fails, so no `$disconnect` will remove the registration.
      await deps.connections.remove(connectionId).catch(() => undefined);
      throw error;
    }
  };
};
