import {
  blockStore,
  broadcaster,
  clock,
  connectionRegistry,
  conversationStore,
  identityProvider,
  ticketStore,
  userStore,
} from '#backend';
import { Handshake } from '../../contracts/realtime.ts';
import { makePush } from '../../core/push.ts';
import { makeAnnouncePresence } from '../../core/usecases/announce-presence.ts';
import { makeConnectSocket } from '../../core/usecases/connect-socket.ts';
import { bypassesEdge } from '../../runtime/edge.ts';
import { readEnv } from '../../runtime/env.ts';
import { websocketHandler } from '../../runtime/websocket.ts';
import { env } from './env.ts';

const config = readEnv(env);
const users = userStore(config);
const conversations = conversationStore(config);
const connections = connectionRegistry(config);
const sockets = broadcaster(config);
const connect = makeConnectSocket({
  users,
  identities: identityProvider(config),
  tickets: ticketStore(config),
  conversations,
  connections,
  broadcaster: sockets,
  clock,
  announcePresence: makeAnnouncePresence({
    users,
    conversations,
    blocks: blockStore(config),
    push: makePush({ connections, broadcaster: sockets, clock }),
    clock,
  }),
});
const status = { accepted: 200, unauthenticated: 401, forbidden: 403 } as const;

export const handler = websocketHandler('$connect', async (event) => {
  if (bypassesEdge(event.headers ?? {})) return status.forbidden;
  const handshake = Handshake.safeParse(event.queryStringParameters ?? {});
  if (!handshake.success) return status.unauthenticated;
  return status[await connect(event.requestContext.connectionId, handshake.data)];
});
