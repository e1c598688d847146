import { isSet, withProof } from '../../domain/factor/factor.ts';
import type { SessionClient } from '../../domain/session.ts';
import type { Caller } from '../../domain/user.ts';
import type { CounterStore } from '../../ports/counters.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { countOwnCode } from '../../shared/code-attempts.ts';
import { invalidCode, noFactor } from '../../shared/refusals.ts';
import { type CodeDeps, spendCode } from '../../shared/second-factor.ts';

/** Takes a code, and for some minutes asks this session for no other. */
export const makeProveFactor =
  (deps: CodeDeps & { readonly users: UserStore; readonly counters: CounterStore }) =>
  async (
    caller: Caller,
    { code, client }: { code: string; client: SessionClient },
  ): Promise<
    Result<null, 'unauthenticated' | 'invalid_code' | 'no_factor' | 'too_many_attempts'>
  > => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    const { userId } = caller;
    const now = deps.clock.now();
    const tried = await countOwnCode(deps, caller, () =>
      spendCode(deps, { userId, code, client }, isSet, (factor) => withProof(factor, caller, now)),
    );
    if (!tried.ok) return tried;
    if (tried.value === 'no_factor') return noFactor;
    return tried.value === 'invalid_code' ? invalidCode : ok(null);
  };
