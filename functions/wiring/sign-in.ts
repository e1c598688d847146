import {
  auditLog,
  challengeStore,
  clock,
  factorKeys,
  factorStore,
  guessPorts,
  identityProvider,
  ids,
  passkeyChallenges,
  passkeyStore,
  passkeyVerifier,
  userStore,
} from '#backend/sign-in';
import type { Push } from '#core/push.ts';
import type { EndSessions } from '#core/shared/end-sessions.ts';
import { makeChangePassword } from '#core/usecases/account/change-password.ts';
import { makeSignIn } from '#core/usecases/account/sign-in.ts';
import { makeCompleteSignIn } from '#core/usecases/factor/complete-sign-in.ts';
import { makeSignInWithPasskey } from '#core/usecases/passkeys/sign-in-with-passkey.ts';
import type { CodesEnv, SessionsEnv } from '../runtime/env.ts';

/** Loads the code that ends sessions with the first one that ends: most sign-ins end none. */
const starting = (env: SessionsEnv) => {
  const endSessions: EndSessions = async (...which) => {
    const { replacingSessions } = await import('./replacing-sessions.ts');
    await replacingSessions(env)(...which);
  };
  return {
    ...guessPorts(env),
    users: userStore(env),
    identities: identityProvider(env),
    factors: factorStore(env),
    audit: auditLog(env),
    clock,
    ids,
    endSessions,
  };
};

export const wireSignIn = (env: SessionsEnv) =>
  makeSignIn({ ...starting(env), challenges: challengeStore(env) });
export const wireChangePassword = (env: SessionsEnv) =>
  makeChangePassword({ ...starting(env), passkeys: passkeyStore(env) });

export const wireCompleteSignIn = (env: CodesEnv & SessionsEnv) => {
  const push: Push = async (deliveries) => {
    const { pushing } = await import('./replacing-sessions.ts');
    await pushing(env)(deliveries);
  };
  const ports = { ...starting(env), factorKeys: factorKeys(env), challenges: challengeStore(env) };
  return makeCompleteSignIn({ ...ports, push });
};

export const wireSignInWithPasskey = (env: SessionsEnv) =>
  makeSignInWithPasskey({
    ...starting(env),
    passkeys: passkeyStore(env),
    passkeyChallenges: passkeyChallenges(env),
    verifier: passkeyVerifier,
  });
