import {
  broadcaster,
  clock,
  connectionRegistry,
  conversationStore,
  identityProvider,
  ticketStore,
  userStore,
} from '#backend';
import { Handshake } from '../../contracts/realtime.ts';
import { makeConnectSocket } from '../../core/usecases/connect-socket.ts';
import { readEnv } from '../../runtime/env.ts';
import { websocketHandler } from '../../runtime/websocket.ts';
import { env } from './env.ts';

const config = readEnv(env);
const connect = makeConnectSocket({
  users: userStore(config),
  identities: identityProvider(config),
  tickets: ticketStore(config),
  conversations: conversationStore(config),
  connections: connectionRegistry(config),
  broadcaster: broadcaster(config),
  clock,
});
const status = { accepted: 200, unauthenticated: 401, forbidden: 403 } as const;

export const handler = websocketHandler('$connect', async (event) => {
  const handshake = Handshake.safeParse(event.queryStringParameters ?? {});
  if (!handshake.success) return status.unauthenticated;
  return status[await connect(event.requestContext.connectionId, handshake.data)];
});
