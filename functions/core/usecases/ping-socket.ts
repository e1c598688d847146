import { limits } from '../../contracts/limits.ts';
import { closeCodes, frameErrors } from '../../contracts/socket-codes.ts';
import { registeredUntil } from '../domain/session.ts';
import { admitsSocket } from '../domain/user.ts';
import type { Broadcaster, ConnectionRegistry } from '../ports/sockets.ts';
import type { Clock } from '../ports/system.ts';
import type { UserStore } from '../ports/users.ts';
import { closeSocket, refuseSocket } from '../sockets.ts';

/**
 * Answers a ping with a pong, renews registration and presence lease. A socket without a registration, or
 * whose session has ended since it opened, is told so and closed.
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
    if (!connection) return refuseSocket(deps, connectionId);
    const user = await deps.users.get(connection.userId);
    if (!admitsSocket(user, connection)) {
      const { unauthenticated } = frameErrors;
      return closeSocket(deps, connectionId, closeCodes.unauthenticated, unauthenticated);
    }
    await deps.connections.renew(connectionId, registeredUntil(now));
    await deps.users.setPresence(user.id, {
      onlineUntil: now + limits.presence.leaseSeconds * 1_000,
      lastSeen: now,
    });
    await deps.broadcaster.post(connectionId, { type: 'pong', payload: {} });
  };
