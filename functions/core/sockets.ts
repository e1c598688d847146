import { closeCodes } from '../contracts/socket-codes.ts';
import type { Broadcaster, ConnectionRegistry } from './ports/sockets.ts';
import type { Clock } from './ports/system.ts';
import type { UserStore } from './ports/users.ts';

interface Sockets {
  readonly connections: ConnectionRegistry;
  readonly broadcaster: Broadcaster;
}

/** Forgets a registration, so that nothing more is pushed to its socket, tells it why, and closes it. */
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

/**
 * Closes all sockets of a user whose tokens have died; the presence lease ends with them. Tells whether
 * there were any. A registration that could not be removed now is removed by the next push, as its
 * socket is gone.
 */
export const closeSockets = async (
  sockets: Sockets & { readonly users: UserStore; readonly clock: Clock },
  userId: string,
  detail: string,
): Promise<boolean> => {
  const open = await sockets.connections.listByUsers([userId]);
  await Promise.allSettled(
    open.map(({ id }) => closeSocket(sockets, id, closeCodes.unauthenticated, detail)),
  );
  if (open.length === 0) return false;
  const now = sockets.clock.now();
  await sockets.users.setPresence(userId, { onlineUntil: now, lastSeen: now });
  return true;
};
