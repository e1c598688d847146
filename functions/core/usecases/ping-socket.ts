import { limits } from '../../contracts/limits.ts';
import { closeCodes, frameErrors } from '../../contracts/socket-codes.ts';
import { isReachable } from '../domain/user.ts';
import type { Broadcaster, ConnectionRegistry } from '../ports/sockets.ts';
import type { Clock } from '../ports/system.ts';
import type { UserStore } from '../ports/users.ts';
import { closeSocket } from '../sockets.ts';

/**
 * Answers a ping with a pong and renews the presence lease. A socket without a registration, or whose
 * user's tokens have died since it opened, is told so and closed.
 */
export const makePingSocket =
  (deps: {
    users: UserStore;
    connections: ConnectionRegistry;
    broadcaster: Broadcaster;
    clock: Clock;
  }) =>
  async (connectionId: string): Promise<void> => {
    // From before the look at the registration: a disconnect meanwhile has the later word.
    const now = deps.clock.now();
    const connection = await deps.connections.get(connectionId);
    const user = connection && (await deps.users.get(connection.userId));
    if (!connection || !isReachable(user) || connection.connectedAt < user.validAfter) {
      const { unauthenticated } = frameErrors;
      await closeSocket(deps, connectionId, closeCodes.unauthenticated, unauthenticated);
      return;
    }
    await deps.users.setPresence(user.id, {
      onlineUntil: now + limits.presence.leaseSeconds * 1_000,
      lastSeen: now,
    });
    await deps.broadcaster.post(connectionId, { type: 'pong', payload: {} });
  };
