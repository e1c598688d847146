import {
  blockStore,
  broadcaster,
  clock,
  connectionRegistry,
  conversationStore,
  userStore,
} from '#backend';
import { makePush } from '../../core/push.ts';
import { makeAnnouncePresence } from '../../core/usecases/announce-presence.ts';
import { makeDisconnectSocket } from '../../core/usecases/disconnect-socket.ts';
import { readEnv } from '../../runtime/env.ts';
import { websocketHandler } from '../../runtime/websocket.ts';
import { env } from './env.ts';

const config = readEnv(env);
const users = userStore(config);
const connections = connectionRegistry(config);
const disconnect = makeDisconnectSocket({
  users,
  connections,
  clock,
  announcePresence: makeAnnouncePresence({
    users,
    conversations: conversationStore(config),
    blocks: blockStore(config),
    push: makePush({ connections, broadcaster: broadcaster(config), clock }),
    clock,
  }),
});

export const handler = websocketHandler('$disconnect', async ({ requestContext }) => {
  await disconnect(requestContext.connectionId);
  return undefined;
});
