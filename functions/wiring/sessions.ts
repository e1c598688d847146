import { factorStore, identityProvider, passkeyStore, userStore } from '#backend';
import { makeDeactivateMe } from '#core/usecases/account/deactivate-me.ts';
import { makeLogOut } from '#core/usecases/account/log-out.ts';
import { makeEndSession, makeListSessions } from '#core/usecases/account/sessions.ts';
import type { IdentityEnv, SessionsEnv } from '../runtime/env.ts';
import { endingSessions } from './ending-sessions.ts';

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
