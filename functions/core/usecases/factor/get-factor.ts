import type { SecondFactor } from '#contracts/http/factor/factor.ts';
import { type Factor, isSet } from '../../domain/factor/factor.ts';
import type { Caller } from '../../domain/user.ts';
import type { FactorStore } from '../../ports/factors.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { isoTime } from '../../views/time.ts';

export const factorView = (factor: Factor | null): SecondFactor =>
  isSet(factor)
    ? {
        is_set: true,
        set_at: isoTime(factor.confirmedAt),
        recovery_codes_left: factor.recovery.length,
      }
    : { is_set: false, set_at: null, recovery_codes_left: 0 };

export const makeGetFactor =
  ({ users, factors }: { readonly users: UserStore; readonly factors: FactorStore }) =>
  async (caller: Caller): Promise<Result<SecondFactor, 'unauthenticated'>> => {
    const user = await authenticate(users, caller);
    return user.ok ? ok(factorView(await factors.get(caller.userId))) : user;
  };
