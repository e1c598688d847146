import { clock, connectionRegistry, userStore } from '#backend';
import { makeDisconnectSocket } from '../../core/usecases/disconnect-socket.ts';
import { readEnv } from '../../runtime/env.ts';
import { websocketHandler } from '../../runtime/websocket.ts';
import { env } from './env.ts';

const config = readEnv(env);
const disconnect = makeDisconnectSocket({
  users: userStore(config),
  connections: connectionRegistry(config),
  clock,
});

export const handler = websocketHandler('$disconnect', async ({ requestContext }) => {
  await disconnect(requestContext.connectionId);
  return undefined;
});
