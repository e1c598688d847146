import type { ConnectionRegistry } from '../../ports/sockets.ts';
import type { Clock } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';

/** Removes a closed socket; with the last one of a user ends the presence lease. */
export const makeDisconnectSocket =
  (deps: {
    users: UserStore;
    connections: ConnectionRegistry;
    clock: Clock;
    emitPresence: (userId: string, isOnline: boolean) => Promise<void>;
  }) =>
  async (connectionId: string): Promise<void> => {
    const connection = await deps.connections.remove(connectionId);
    if (!connection) return;
    // Reads the clock before listing the other sockets, so that a newer socket wins.
    const now = deps.clock.now();
    const others = await deps.connections.listByUsers([connection.userId]);
    if (others.length > 0) return;
    await deps.users.setPresence(connection.userId, { onlineUntil: now, lastSeen: now });
    await deps.emitPresence(connection.userId, false);
  };
