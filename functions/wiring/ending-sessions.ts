import { blockStore, conversationStore, sessionPorts } from '#backend';
import { makePush } from '#core/push.ts';
import { makeAnnouncePresence } from '#core/shared/announce-presence.ts';
import { makeEndSessions } from '#core/shared/end-sessions.ts';
import type { SessionsEnv } from '../runtime/env.ts';

/** Ports for ending sessions. Emits presence when the user goes offline. */
export const endingSessions = (env: SessionsEnv) => {
  const ports = {
    conversations: conversationStore(env),
    blocks: blockStore(env),
    ...sessionPorts(env),
  };
  const announcePresence = makeAnnouncePresence({ ...ports, push: makePush(ports) });
  return { ...ports, endSessions: makeEndSessions({ ...ports, announcePresence }) };
};
