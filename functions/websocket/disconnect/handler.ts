import { readEnv, socketEnv } from '../../runtime/env.ts';
import { websocketHandler } from '../../runtime/websocket.ts';
import { wireDisconnectSocket } from '../../wiring/sockets.ts';

const disconnect = wireDisconnectSocket(readEnv(socketEnv.disconnect));

export const handler = websocketHandler('$disconnect', async ({ requestContext }) => {
  await disconnect(requestContext.connectionId);
  return undefined;
});
