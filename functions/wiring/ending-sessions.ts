import { blockStore, conversationStore, sessionPorts } from '#backend';
import { makePush } from '#core/push.ts';
import { makeEmitPresence } from '#core/shared/emit-presence.ts';
import { makeEndSessions } from '#core/shared/end-sessions.ts';
import type { SessionsEnv } from '../runtime/env.ts';

/** Ports for ending sessions. Emits presence when the user goes offline. */
export const endingSessions = (env: SessionsEnv) => {
  const ports = {
    conversations: conversationStore(env),
    blocks: blockStore(env),
    ...sessionPorts(env),
  };
  const emitPresence = makeEmitPresence({ ...ports, push: makePush(ports) });
  return { ...ports, endSessions: makeEndSessions({ ...ports, emitPresence }) };
};
