import { limits } from '../../contracts/limits.ts';
import type { Handshake } from '../../contracts/realtime.ts';
import { closeCodes } from '../../contracts/socket-codes.ts';
import { isMember } from '../domain/conversation.ts';
import type { Caller } from '../domain/user.ts';
import { admits } from '../domain/user.ts';
import type { ConversationStore } from '../ports/conversations.ts';
import type { IdentityProvider } from '../ports/identity.ts';
import type { Broadcaster, ConnectionRegistry, TicketStore } from '../ports/sockets.ts';
import type { Clock } from '../ports/system.ts';
import type { UserStore } from '../ports/users.ts';
import { closeSocket } from '../sockets.ts';

interface Deps {
  readonly users: UserStore;
  readonly identities: IdentityProvider;
  readonly tickets: TicketStore;
  readonly conversations: ConversationStore;
  readonly connections: ConnectionRegistry;
  readonly broadcaster: Broadcaster;
  readonly clock: Clock;
  readonly announcePresence: (userId: string, isOnline: boolean) => Promise<void>;
}

export type HandshakeOutcome = 'accepted' | 'unauthenticated' | 'forbidden';

/**
 * Authenticates a handshake by ticket or token and registers the socket. The user's oldest sockets
 * beyond the cap are closed.
 */
export const makeConnectSocket = (deps: Deps) => {
  const callerOf = async (handshake: Handshake): Promise<Caller | null> => {
    if (handshake.ticket) return (await deps.tickets.take(handshake.ticket))?.caller ?? null;
    return handshake.token ? deps.identities.verifyAccessToken(handshake.token) : null;
  };

  const mayHear = async (caller: Caller, conversationId: string): Promise<boolean> => {
    const conversation = await deps.conversations.get(conversationId);
    return conversation !== null && isMember(conversation, caller.userId);
  };

  return async (connectionId: string, handshake: Handshake): Promise<HandshakeOutcome> => {
    const caller = await callerOf(handshake);
    if (!caller || !admits(await deps.users.get(caller.userId), caller)) return 'unauthenticated';
    const conversationId = handshake.conversation_id ?? null;
    if (conversationId && !(await mayHear(caller, conversationId))) return 'forbidden';
    const now = deps.clock.now();
    const { userId } = caller;
    const others = await deps.connections.listByUsers([userId]);
    await deps.connections.add({
      id: connectionId,
      userId,
      conversationId,
      connectedAt: now,
      expiresAt: now + limits.socket.registrationSeconds * 1_000,
    });
    const surplus = others.slice(0, Math.max(0, others.length + 1 - limits.socket.perUser));
    await Promise.all(
      surplus.map(({ id }) => closeSocket(deps, id, closeCodes.forbidden, 'Too many sockets.')),
    );
    await deps.users.setPresence(userId, {
      onlineUntil: now + limits.presence.leaseSeconds * 1_000,
      lastSeen: now,
    });
    if (others.length === 0) await deps.announcePresence(userId, true);
    return 'accepted';
  };
};
