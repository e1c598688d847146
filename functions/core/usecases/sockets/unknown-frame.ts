import { frameErrors } from '#contracts/socket/socket-codes.ts';
import type { Broadcaster, ConnectionRegistry } from '../../ports/sockets.ts';
import { refuseSocket } from '../../sockets.ts';

/** Answers a frame without a route. The socket stays open, unless its session has ended. */
export const makeUnknownFrame =
  (deps: { connections: ConnectionRegistry; broadcaster: Broadcaster }) =>
  async (connectionId: string): Promise<void> => {
    if (!(await deps.connections.get(connectionId))) return refuseSocket(deps, connectionId);
    const payload = { code: 'unknown_action', detail: frameErrors.unknown_action };
    await deps.broadcaster.post(connectionId, { type: 'error', payload });
  };
