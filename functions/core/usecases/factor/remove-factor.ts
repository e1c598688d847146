import { factorEvent } from '../../domain/audit.ts';
import { isSet } from '../../domain/factor/factor.ts';
import type { SessionClient } from '../../domain/session.ts';
import type { Caller } from '../../domain/user.ts';
import type { FactorStore } from '../../ports/factors.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Push } from '../../push.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { type PasswordDeps, refuseWrongPassword } from '../../shared/current-password.ts';
import { noFactor } from '../../shared/refusals.ts';
import { logForDevices, type ProofDeps, requireCode } from '../../shared/second-factor.ts';

type RemovalDeps = Pick<PasswordDeps, 'audit' | 'clock'> & {
  readonly factors: FactorStore;
  readonly push: Push;
};

/** Removes the factor of a user; false if there is none. Sessions stay. */
export const removeFactorOf = async (
  deps: RemovalDeps,
  userId: string,
  client: SessionClient,
): Promise<boolean> => {
  const isRemoved = await deps.factors.change(userId, (factor) => ({
    result: isSet(factor),
    next: null,
  }));
  if (!isRemoved) return false;
  await logForDevices(deps, userId, factorEvent('factor_removed', deps.clock.now(), client));
  return true;
};

/** Asks for the password as well as for a code. */
export const makeRemoveFactor =
  (deps: RemovalDeps & PasswordDeps & ProofDeps & { readonly users: UserStore }) =>
  async (
    caller: Caller,
    request: { password: string; address: string; client: SessionClient },
  ): Promise<
    Result<
      null,
      'unauthenticated' | 'code_required' | 'invalid_password' | 'no_factor' | 'too_many_attempts'
    >
  > => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    const { userId } = caller;
    const refusal =
      (await requireCode(deps, caller)) ??
      (await refuseWrongPassword(deps, caller, { ...request, field: 'password' }));
    if (refusal) return refusal;
    return (await removeFactorOf(deps, userId, request.client)) ? ok(null) : noFactor;
  };
