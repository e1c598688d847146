import { broadcaster } from '#backend';
import { Ping } from '#contracts/realtime.ts';
import { readEnv, socketEnv } from '../../runtime/env.ts';
import { refuseFrame, websocketHandler } from '../../runtime/websocket.ts';
import { wirePingSocket } from '../../wiring/sockets.ts';

const config = readEnv(socketEnv.ping);
const sockets = broadcaster(config);
const ping = wirePingSocket(config);

export const handler = websocketHandler('ping', async ({ requestContext, body }) => {
  const { connectionId } = requestContext;
  const frame = Ping.safeParse(JSON.parse(body ?? ''));
  if (frame.success) await ping(connectionId, frame.data.visible);
  else await refuseFrame(sockets, connectionId, 'validation_failed', frame.error.issues);
  return undefined;
});
