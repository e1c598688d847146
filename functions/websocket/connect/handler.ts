import { Handshake } from '#contracts/realtime.ts';
import { bypassesEdge } from '../../runtime/edge.ts';
import { readEnv, socketEnv } from '../../runtime/env.ts';
import { websocketHandler } from '../../runtime/websocket.ts';
import { wireConnectSocket } from '../../wiring/sockets.ts';

const connect = wireConnectSocket(readEnv(socketEnv.connect));
const status = { accepted: 200, unauthenticated: 401, forbidden: 403 } as const;

export const handler = websocketHandler('$connect', async (event) => {
  if (bypassesEdge(event.headers ?? {})) return status.forbidden;
  const handshake = Handshake.safeParse(event.queryStringParameters ?? {});
  if (!handshake.success) return status.unauthenticated;
  return status[await connect(event.requestContext.connectionId, handshake.data)];
});
