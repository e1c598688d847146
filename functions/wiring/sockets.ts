import {
  blockStore,
  clock,
  conversationStore,
  identityProvider,
  ids,
  pushPorts,
  ticketStore,
  userStore,
} from '#backend';
import { makePush } from '../core/push.ts';
import { makeAnnouncePresence } from '../core/usecases/announce-presence.ts';
import { makeConnectSocket } from '../core/usecases/connect-socket.ts';
import { makeDisconnectSocket } from '../core/usecases/disconnect-socket.ts';
import { makeIssueTicket } from '../core/usecases/issue-ticket.ts';
import { makePingSocket } from '../core/usecases/ping-socket.ts';
import { makeSetTyping } from '../core/usecases/set-typing.ts';
import { makeUnknownFrame } from '../core/usecases/unknown-frame.ts';
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
  return { ...ports, push, announcePresence: makeAnnouncePresence({ ...ports, push }) };
};

export const wireIssueTicket = (env: TableEnv) =>
  makeIssueTicket({ users: userStore(env), tickets: ticketStore(env), clock, ids });
export const wireConnectSocket = (env: SessionsEnv) =>
  makeConnectSocket({
    ...announcing(env),
    identities: identityProvider(env),
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
