import {
  auditLog,
  clock,
  factorStore,
  guessPorts,
  identityProvider,
  ids,
  passkeyChallenges,
  passkeyStore,
  passkeyVerifier,
  pushPorts,
  userStore,
} from '#backend';
import { makePush } from '#core/push.ts';
import { makeAddPasskey, makeStartPasskey } from '#core/usecases/passkeys/add-passkey.ts';
import {
  makeListPasskeys,
  makeRemovePasskey,
  makeRenamePasskey,
} from '#core/usecases/passkeys/own-passkeys.ts';
import { makeProvePasskey } from '#core/usecases/passkeys/prove-passkey.ts';
import { makeStartPasskeySignIn } from '#core/usecases/passkeys/sign-in-with-passkey.ts';
import type { CodesEnv, IdentityEnv, PushingEnv, SessionsEnv, TableEnv } from '../runtime/env.ts';

const reading = (env: TableEnv) => ({ users: userStore(env), passkeys: passkeyStore(env) });

/** Ports that ask for the password. */
const asking = (env: IdentityEnv) => ({
  ...reading(env),
  ...guessPorts(env),
  identities: identityProvider(env),
  factors: factorStore(env),
  audit: auditLog(env),
  clock,
  ids,
});

export const wireStartPasskeySignIn = (env: TableEnv) =>
  makeStartPasskeySignIn({ passkeyChallenges: passkeyChallenges(env), clock, ids });

export const wireListPasskeys = (env: TableEnv) => makeListPasskeys(reading(env));
export const wireRenamePasskey = (env: TableEnv) => makeRenamePasskey(reading(env));
export const wireStartPasskey = (env: IdentityEnv) =>
  makeStartPasskey({ ...asking(env), passkeyChallenges: passkeyChallenges(env) });
export const wireRemovePasskey = (env: SessionsEnv) =>
  makeRemovePasskey({ ...asking(env), push: makePush(pushPorts(env)) });

export const wireProvePasskey = (env: CodesEnv) =>
  makeProvePasskey({
    ...reading(env),
    ...guessPorts(env),
    passkeyChallenges: passkeyChallenges(env),
    verifier: passkeyVerifier,
    audit: auditLog(env),
    clock,
  });

export const wireAddPasskey = (env: PushingEnv) =>
  makeAddPasskey({
    ...reading(env),
    factors: factorStore(env),
    passkeyChallenges: passkeyChallenges(env),
    verifier: passkeyVerifier,
    audit: auditLog(env),
    push: makePush(pushPorts(env)),
    clock,
    ids,
  });
