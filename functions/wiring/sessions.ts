import {
  challengeStore,
  factorStore,
  guessPorts,
  identityProvider,
  ids,
  passkeyStore,
  sessionPorts,
  userStore,
} from '#backend';
import { makeEndSessions } from '#core/shared/end-sessions.ts';
import { makeChangePassword } from '#core/usecases/account/change-password.ts';
import { makeDeactivateMe } from '#core/usecases/account/deactivate-me.ts';
import { makeLogOut } from '#core/usecases/account/log-out.ts';
import { makeEndSession, makeListSessions } from '#core/usecases/account/sessions.ts';
import { makeSignIn } from '#core/usecases/account/sign-in.ts';
import type { IdentityEnv, SessionsEnv } from '../runtime/env.ts';
import { endingSessions } from './ending-sessions.ts';

/** Ports for ending sessions when the user returns at once: emits no presence. */
const replacingSessions = (env: SessionsEnv) => {
  const ports = { ...guessPorts(env), ...sessionPorts(env), factors: factorStore(env), ids };
  const emitPresence = async () => undefined;
  return { ...ports, endSessions: makeEndSessions({ ...ports, emitPresence }) };
};

export const wireSignIn = (env: SessionsEnv) =>
  makeSignIn({ ...replacingSessions(env), challenges: challengeStore(env) });
export const wireChangePassword = (env: SessionsEnv) =>
  makeChangePassword({ ...replacingSessions(env), passkeys: passkeyStore(env) });
export const wireLogOut = (env: SessionsEnv) => makeLogOut(endingSessions(env));
export const wireEndSession = (env: SessionsEnv) => makeEndSession(endingSessions(env));
export const wireDeactivateMe = (env: SessionsEnv) =>
  makeDeactivateMe({
    ...endingSessions(env),
    factors: factorStore(env),
    passkeys: passkeyStore(env),
  });

export const wireListSessions = (env: IdentityEnv) =>
  makeListSessions({ users: userStore(env), identities: identityProvider(env) });
