import { readEnv, socketEnv } from '../../runtime/env.ts';
import { websocketHandler } from '../../runtime/websocket.ts';
import { wirePingSocket } from '../../wiring/sockets.ts';

const ping = wirePingSocket(readEnv(socketEnv.ping));

export const handler = websocketHandler('ping', async ({ requestContext }) => {
  await ping(requestContext.connectionId);
  return undefined;
});
