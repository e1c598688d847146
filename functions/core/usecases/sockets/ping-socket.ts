import { limits } from '#contracts/limits.ts';
import { closeCodes, frameErrors } from '#contracts/socket/socket-codes.ts';
import { registeredUntil } from '../../domain/session.ts';
import { isHalfOver, isSocketAccepted } from '../../domain/user.ts';
import type { Broadcaster, ConnectionRegistry } from '../../ports/sockets.ts';
import type { Clock } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import { closeSocket, refuseSocket } from '../../sockets.ts';

/**
 * Answers a ping with a pong, stores whether the page is visible (if the ping has this field), and renews
 * registration and presence lease when less than half of it is left. A socket without a registration, or
 * whose session has ended, gets an `error` event and is closed.
 */
export const makePingSocket =
  (deps: {
    users: UserStore;
    connections: ConnectionRegistry;
    broadcaster: Broadcaster;
    clock: Clock;
  }) =>
  async (connectionId: string, isVisible?: boolean): Promise<void> => {
    // Reads the clock before the registration, so that a concurrent disconnect wins.
    const now = deps.clock.now();
    const connection = await deps.connections.get(connectionId);
    if (!connection) return refuseSocket(deps, connectionId);
    const user = await deps.users.get(connection.userId);
    if (!isSocketAccepted(user, connection)) {
      const { unauthenticated } = frameErrors;
      return closeSocket(deps, connectionId, closeCodes.unauthenticated, unauthenticated);
    }
    if (isHalfOver(connection.expiresAt, limits.socket.registrationSeconds, now)) {
      await deps.connections.renew(connectionId, registeredUntil(now));
    }
    if (isVisible !== undefined && isVisible !== connection.isVisible) {
      await deps.connections.setVisible(connectionId, isVisible);
    }
    const { leaseSeconds } = limits.presence;
    if (isHalfOver(user.onlineUntil, leaseSeconds, now)) {
      const onlineUntil = now + leaseSeconds * 1_000;
      await deps.users.setPresence(user.id, { onlineUntil, lastSeen: now });
    }
    await deps.broadcaster.post(connectionId, {
      type: 'pong',
      payload: { socket_id: connectionId },
    });
  };
