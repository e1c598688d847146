import type { ConnectionRegistry } from '../ports/sockets.ts';
import type { Clock } from '../ports/system.ts';
import type { UserStore } from '../ports/users.ts';

/** Forgets a closed socket; with the last one of a user the presence lease ends. */
export const makeDisconnectSocket =
  (deps: {
    users: UserStore;
    connections: ConnectionRegistry;
    clock: Clock;
    announcePresence: (userId: string, isOnline: boolean) => Promise<void>;
  }) =>
  async (connectionId: string): Promise<void> => {
    const connection = await deps.connections.remove(connectionId);
    if (!connection) return;
    // Before the look at the others: a socket that opens meanwhile has the later word.
    const now = deps.clock.now();
    const others = await deps.connections.listByUsers([connection.userId]);
    if (others.length > 0) return;
    await deps.users.setPresence(connection.userId, { onlineUntil: now, lastSeen: now });
    await deps.announcePresence(connection.userId, false);
  };
