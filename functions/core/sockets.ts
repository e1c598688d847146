import { closeCodes, frameErrors } from '#contracts/socket/socket-codes.ts';
import type { Broadcaster, Connection, ConnectionRegistry } from './ports/sockets.ts';
import type { Clock } from './ports/system.ts';
import type { UserStore } from './ports/users.ts';

interface Sockets {
  readonly connections: ConnectionRegistry;
  readonly broadcaster: Broadcaster;
}

/**
 * Removes a registration first, so that its socket receives no more events, sends the reason, and closes
 * the socket.
 */
export const closeSocket = async (
  { connections, broadcaster }: Sockets,
  connectionId: string,
  code: number,
  detail: string,
): Promise<void> => {
  try {
    await connections.remove(connectionId);
  } finally {
    await broadcaster.post(connectionId, { type: 'error', payload: { code, detail } });
    await broadcaster.disconnect(connectionId, code);
  }
};

/** Refuses a frame of a socket without a registration: its session has ended, or its pings stopped. */
export const refuseSocket = async (
  { broadcaster }: Pick<Sockets, 'broadcaster'>,
  connectionId: string,
): Promise<void> => {
  const payload = { code: closeCodes.unauthenticated, detail: frameErrors.unauthenticated };
  await broadcaster.post(connectionId, { type: 'error', payload });
  await broadcaster.disconnect(connectionId, closeCodes.unauthenticated);
};

/**
 * Closes the sockets of a user that `ends` selects; with the last one ends the presence lease. Returns
 * whether it did. The next push removes a registration that could not be removed now.
 */
export const closeSockets = async (
  sockets: Sockets & { readonly users: UserStore; readonly clock: Clock },
  userId: string,
  detail: string,
  ends: (connection: Connection) => boolean = () => true,
): Promise<boolean> => {
  const open = await sockets.connections.listByUsers([userId]);
  const ending = open.filter(ends);
  await Promise.allSettled(
    ending.map(({ id }) => closeSocket(sockets, id, closeCodes.unauthenticated, detail)),
  );
  if (ending.length === 0 || ending.length < open.length) return false;
  const now = sockets.clock.now();
  await sockets.users.setPresence(userId, { onlineUntil: now, lastSeen: now });
  return true;
};
