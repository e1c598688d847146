import { readEnv, socketEnv } from '../../runtime/env.ts';
import { websocketHandler } from '../../runtime/websocket.ts';
import { wireUnknownFrame } from '../../wiring/sockets.ts';

const unknownFrame = wireUnknownFrame(readEnv(socketEnv.default));

export const handler = websocketHandler('$default', async ({ requestContext }) => {
  await unknownFrame(requestContext.connectionId);
  return undefined;
});
