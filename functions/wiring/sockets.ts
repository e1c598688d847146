import {
  blockStore,
  clock,
  conversationStore,
  handshakeIdentities,
  ids,
  pushPorts,
  ticketStore,
  userStore,
} from '#backend';
import { makePush } from '#core/push.ts';
import { makeEmitPresence } from '#core/shared/emit-presence.ts';
import { makeConnectSocket } from '#core/usecases/sockets/connect-socket.ts';
import { makeDisconnectSocket } from '#core/usecases/sockets/disconnect-socket.ts';
import { makeIssueTicket } from '#core/usecases/sockets/issue-ticket.ts';
import { makePingSocket } from '#core/usecases/sockets/ping-socket.ts';
import { makeSetTyping } from '#core/usecases/sockets/set-typing.ts';
import { makeUnknownFrame } from '#core/usecases/sockets/unknown-frame.ts';
import type { PushingEnv, SessionsEnv, TableEnv } from '../runtime/env.ts';

/** Ports for emitting presence to peers. */
const announcing = (env: PushingEnv) => {
  const ports = {
    users: userStore(env),
    conversations: conversationStore(env),
    blocks: blockStore(env),
    ...pushPorts(env),
  };
  const push = makePush(ports);
  return { ...ports, push, emitPresence: makeEmitPresence({ ...ports, push }) };
};

export const wireIssueTicket = (env: TableEnv) =>
  makeIssueTicket({ users: userStore(env), tickets: ticketStore(env), clock, ids });
export const wireConnectSocket = (env: SessionsEnv) =>
  makeConnectSocket({
    ...announcing(env),
    identities: handshakeIdentities(env),
    tickets: ticketStore(env),
  });
export const wireDisconnectSocket = (env: PushingEnv) => makeDisconnectSocket(announcing(env));
export const wirePingSocket = (env: PushingEnv) =>
  makePingSocket({ users: userStore(env), ...pushPorts(env) });
export const wireSetTyping = (env: PushingEnv) => {
  const ports = pushPorts(env);
  return makeSetTyping({
    ...ports,
    users: userStore(env),
    conversations: conversationStore(env),
    blocks: blockStore(env),
    push: makePush(ports),
  });
};
export const wireUnknownFrame = (env: PushingEnv) => makeUnknownFrame(pushPorts(env));
