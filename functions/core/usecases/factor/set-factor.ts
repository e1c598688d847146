import { factorLimits } from '#contracts/http/factor/factor-limits.ts';
import { factorEvent } from '../../domain/audit.ts';
import {
  type Factor,
  isBeingSetUp,
  isSet,
  newFactor,
  recoveryCodeOf,
  recoveryHash,
} from '../../domain/factor/factor.ts';
import { base32, totpUri } from '../../domain/factor/totp.ts';
import type { SessionClient } from '../../domain/session.ts';
import type { Caller } from '../../domain/user.ts';
import type { CounterStore } from '../../ports/counters.ts';
import type { Ids } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { countOwnCode } from '../../shared/code-attempts.ts';
import { type PasswordDeps, refuseWrongPassword } from '../../shared/current-password.ts';
import { invalidCode, noFactor } from '../../shared/refusals.ts';
import {
  type CodeDeps,
  logForDevices,
  type ProofDeps,
  requireCode,
  spendCode,
} from '../../shared/second-factor.ts';

interface Deps extends CodeDeps {
  readonly users: UserStore;
  readonly ids: Ids;
}

const recoveryBytes = 16;

const isAlreadySet = fail('factor_is_set', {
  detail: 'The account has a second factor already: remove it first.',
});

/** New recovery codes as they are shown, and as they are stored. */
const newRecoveryCodes = (ids: Ids, userId: string) => {
  const codes = Array.from({ length: factorLimits.recoveryCodes }, () =>
    recoveryCodeOf(ids.bytes(recoveryBytes)),
  );
  return { codes, hashes: codes.map((code) => recoveryHash(userId, code)) };
};

/**
 * Stores a new secret that sign-ins do not ask for before it is confirmed. Asks for a passkey if the account has one:
 * otherwise a code, which replaces it, could be had for the password. `issuer`: the host of the site.
 */
export const makeStartFactor =
  (deps: PasswordDeps & ProofDeps & Pick<Deps, 'users' | 'factorKeys' | 'ids'>) =>
  async (
    caller: Caller,
    request: { password: string; address: string; client: SessionClient; issuer: string },
  ): Promise<
    Result<
      { secret: string; uri: string },
      | 'unauthenticated'
      | 'code_required'
      | 'invalid_password'
      | 'factor_is_set'
      | 'too_many_attempts'
    >
  > => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    const { id, username } = user.value;
    if (isSet(await deps.factors.get(id))) return isAlreadySet;
    const refusal =
      (await requireCode(deps, caller)) ??
      (await refuseWrongPassword(deps, caller, { ...request, field: 'password' }));
    if (refusal) return refusal;
    const secret = deps.ids.bytes(factorLimits.secretBytes);
    const next = newFactor(await deps.factorKeys.seal(id, secret), deps.clock.now());
    const isStored = await deps.factors.change(id, (factor) =>
      isSet(factor) ? { result: false } : { result: true, next },
    );
    if (!isStored) return isAlreadySet;
    return ok({ secret: base32(secret), uri: totpUri(secret, request.issuer, username) });
  };

/**
 * Turns the factor on with a first code. Asks for a passkey again: the account may have got its first one since the
 * setup began.
 */
export const makeConfirmFactor =
  (deps: Deps & ProofDeps & { readonly counters: CounterStore }) =>
  async (
    caller: Caller,
    { code, client }: { code: string; client: SessionClient },
  ): Promise<
    Result<
      readonly string[],
      | 'unauthenticated'
      | 'code_required'
      | 'invalid_code'
      | 'no_factor'
      | 'factor_is_set'
      | 'too_many_attempts'
    >
  > => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    const { userId } = caller;
    if (isSet(await deps.factors.get(userId))) return isAlreadySet;
    const refusal = await requireCode(deps, caller);
    if (refusal) return refusal;
    const now = deps.clock.now();
    const { codes, hashes } = newRecoveryCodes(deps.ids, userId);
    const isReady = (factor: Factor | null): factor is Factor => isBeingSetUp(factor, now);
    const tried = await countOwnCode(deps, caller, () =>
      spendCode(deps, { userId, code, client }, isReady, (factor) => ({
        ...factor,
        confirmedAt: now,
        recovery: hashes,
      })),
    );
    if (!tried.ok) return tried;
    if (tried.value === 'no_factor') return noFactor;
    if (tried.value === 'invalid_code') return invalidCode;
    await logForDevices(deps, userId, factorEvent('factor_set', now, client));
    return ok(codes);
  };

/** Replaces the recovery codes. */
export const makeRenewRecoveryCodes =
  (deps: Omit<Deps, 'factorKeys'> & ProofDeps) =>
  async (
    caller: Caller,
    client: SessionClient,
  ): Promise<Result<readonly string[], 'unauthenticated' | 'code_required' | 'no_factor'>> => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    const { userId } = caller;
    const now = deps.clock.now();
    const { codes, hashes } = newRecoveryCodes(deps.ids, userId);
    const refusal = await requireCode(deps, caller);
    if (refusal) return refusal;
    const isRenewed = await deps.factors.change(userId, (factor) =>
      isSet(factor) ? { result: true, next: { ...factor, recovery: hashes } } : { result: false },
    );
    if (!isRenewed) return noFactor;
    await logForDevices(deps, userId, factorEvent('recovery_codes_renewed', now, client));
    return ok(codes);
  };
