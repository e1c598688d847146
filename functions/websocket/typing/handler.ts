import { broadcaster } from '#backend';
import { Typing } from '#contracts/realtime.ts';
import { readEnv, socketEnv } from '../../runtime/env.ts';
import { refuseFrame, websocketHandler } from '../../runtime/websocket.ts';
import { wireSetTyping } from '../../wiring/sockets.ts';

const config = readEnv(socketEnv.typing);
const sockets = broadcaster(config);
const setTyping = wireSetTyping(config);

export const handler = websocketHandler('typing', async ({ requestContext, body }) => {
  const { connectionId } = requestContext;
  const frame = Typing.safeParse(JSON.parse(body ?? ''));
  if (!frame.success) {
    await refuseFrame(sockets, connectionId, 'validation_failed', frame.error.issues);
    return undefined;
  }
  const { conversation_id, state } = frame.data;
  const set = await setTyping(connectionId, conversation_id, state);
  if (set === 'conversation_not_found') await refuseFrame(sockets, connectionId, set);
  return undefined;
});
