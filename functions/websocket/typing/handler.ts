import {
  blockStore,
  broadcaster,
  clock,
  connectionRegistry,
  conversationStore,
  userStore,
} from '#backend';
import { Typing } from '../../contracts/realtime.ts';
import { makePush } from '../../core/push.ts';
import { makeSetTyping } from '../../core/usecases/set-typing.ts';
import { readEnv } from '../../runtime/env.ts';
import { refuseFrame, websocketHandler } from '../../runtime/websocket.ts';
import { env } from './env.ts';

const config = readEnv(env);
const connections = connectionRegistry(config);
const sockets = broadcaster(config);
const setTyping = makeSetTyping({
  users: userStore(config),
  conversations: conversationStore(config),
  blocks: blockStore(config),
  connections,
  broadcaster: sockets,
  push: makePush({ connections, broadcaster: sockets, clock }),
});

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
