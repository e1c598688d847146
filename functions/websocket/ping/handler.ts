import { broadcaster, clock, connectionRegistry, userStore } from '#backend';
import { makePingSocket } from '../../core/usecases/ping-socket.ts';
import { readEnv } from '../../runtime/env.ts';
import { websocketHandler } from '../../runtime/websocket.ts';
import { env } from './env.ts';

const config = readEnv(env);
const ping = makePingSocket({
  users: userStore(config),
  connections: connectionRegistry(config),
  broadcaster: broadcaster(config),
  clock,
});

export const handler = websocketHandler('ping', async ({ requestContext }) => {
  await ping(requestContext.connectionId);
  return undefined;
});
