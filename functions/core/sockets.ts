import { closeCodes } from '../contracts/socket-codes.ts';
import type { Broadcaster, ConnectionRegistry } from './ports/sockets.ts';
import type { Clock } from './ports/system.ts';
import type { UserStore } from './ports/users.ts';

interface Sockets {
  readonly connections: ConnectionRegistry;
  readonly broadcaster: Broadcaster;
}

/** Tells a socket why, closes it, and forgets its registration. */
export const closeSocket = async (
  { connections, broadcaster }: Sockets,
  connectionId: string,
  code: number,
  detail: string,
): Promise<void> => {
  await broadcaster.post(connectionId, { type: 'error', payload: { code, detail } });
  await broadcaster.disconnect(connectionId, code);
  await connections.remove(connectionId);
};

/** Closes all sockets of a user whose tokens have died; the presence lease ends with them. */
export const closeSockets = async (
  sockets: Sockets & { readonly users: UserStore; readonly clock: Clock },
  userId: string,
  detail: string,
): Promise<void> => {
  const open = await sockets.connections.listByUsers([userId]);
  await Promise.all(
    open.map(({ id }) => closeSocket(sockets, id, closeCodes.unauthenticated, detail)),
  );
  if (open.length === 0) return;
  const now = sockets.clock.now();
  await sockets.users.setPresence(userId, { onlineUntil: now, lastSeen: now });
};
