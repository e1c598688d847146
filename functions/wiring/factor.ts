import {
  auditLog,
  clock,
  factorKeys,
  factorStore,
  guessPorts,
  identityProvider,
  ids,
  passkeyStore,
  pushPorts,
  userStore,
} from '#backend';
import { makePush } from '#core/push.ts';
import { makeGetFactor } from '#core/usecases/factor/get-factor.ts';
import { makeProveFactor } from '#core/usecases/factor/prove-factor.ts';
import { makeRemoveFactor } from '#core/usecases/factor/remove-factor.ts';
import {
  makeConfirmFactor,
  makeRenewRecoveryCodes,
  makeStartFactor,
} from '#core/usecases/factor/set-factor.ts';
import type {
  CodesEnv,
  FactorSetupEnv,
  PushingEnv,
  SessionsEnv,
  TableEnv,
} from '../runtime/env.ts';

const changing = (env: PushingEnv) => ({
  users: userStore(env),
  factors: factorStore(env),
  audit: auditLog(env),
  push: makePush(pushPorts(env)),
  clock,
  ids,
});

/** Ports that check a code. */
const checking = (env: CodesEnv) => ({
  ...changing(env),
  ...guessPorts(env),
  factorKeys: factorKeys(env),
});

export const wireGetFactor = (env: TableEnv) =>
  makeGetFactor({ users: userStore(env), factors: factorStore(env) });
export const wireStartFactor = (env: FactorSetupEnv) =>
  makeStartFactor({
    users: userStore(env),
    factors: factorStore(env),
    passkeys: passkeyStore(env),
    factorKeys: factorKeys(env),
    identities: identityProvider(env),
    audit: auditLog(env),
    ...guessPorts(env),
    clock,
    ids,
  });
export const wireConfirmFactor = (env: CodesEnv) =>
  makeConfirmFactor({ ...checking(env), passkeys: passkeyStore(env) });
export const wireProveFactor = (env: CodesEnv) => makeProveFactor(checking(env));
export const wireRenewRecoveryCodes = (env: PushingEnv) =>
  makeRenewRecoveryCodes({ ...changing(env), passkeys: passkeyStore(env) });
export const wireRemoveFactor = (env: SessionsEnv) =>
  makeRemoveFactor({
    ...changing(env),
    ...guessPorts(env),
    passkeys: passkeyStore(env),
    identities: identityProvider(env),
  });
