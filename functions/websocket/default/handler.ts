import { broadcaster } from '#backend';
import { readEnv } from '../../runtime/env.ts';
import { refuseFrame, websocketHandler } from '../../runtime/websocket.ts';
import { env } from './env.ts';

const sockets = broadcaster(readEnv(env));

/** Frames that no route takes: an unknown action, or no JSON. The socket stays open. */
export const handler = websocketHandler('$default', async ({ requestContext }) => {
  await refuseFrame(sockets, requestContext.connectionId, 'unknown_action');
  return undefined;
});
