import { pushPorts, sessionPorts } from '#backend';
import { makePush, type Push } from '#core/push.ts';
import { type EndSessions, makeEndSessions } from '#core/shared/end-sessions.ts';
import type { PushingEnv, SessionsEnv } from '../runtime/env.ts';

/** Ends sessions of a user who is back at once, so it emits no presence. */
export const replacingSessions = (env: SessionsEnv): EndSessions =>
  makeEndSessions({ ...sessionPorts(env), emitPresence: async () => undefined });

export const pushing = (env: PushingEnv): Push => makePush(pushPorts(env));
