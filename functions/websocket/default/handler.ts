import { broadcaster } from '#backend';
import { readEnv } from '../../runtime/env.ts';
import { websocketHandler } from '../../runtime/websocket.ts';
import { env } from './env.ts';

const sockets = broadcaster(readEnv(env));

/** Frames that no route takes: an unknown action, or no JSON. The socket stays open. */
export const handler = websocketHandler('$default', async ({ requestContext }) => {
  await sockets.post(requestContext.connectionId, {
    type: 'error',
    payload: { code: 'unknown_action', detail: 'Send JSON with a known action.' },
  });
  return undefined;
});
