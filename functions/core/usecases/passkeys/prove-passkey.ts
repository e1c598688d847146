import { refused } from '../../domain/audit.ts';
import { proofOf } from '../../domain/factor/proof.ts';
import type { SessionClient } from '../../domain/session.ts';
import type { Caller } from '../../domain/user.ts';
import type { AuditLog } from '../../ports/audit.ts';
import type { CounterStore } from '../../ports/counters.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { countOwnCode } from '../../shared/code-attempts.ts';
import { invalidCode } from '../../shared/refusals.ts';
import { type PasskeyDeps, type Signed, spendPasskey } from './spend-passkey.ts';

/** Takes a signature of a passkey of the caller in place of a code, with the same limits and the same entry in the log. */
export const makeProvePasskey =
  (
    deps: PasskeyDeps & {
      readonly users: UserStore;
      readonly counters: CounterStore;
      readonly audit: AuditLog;
    },
  ) =>
  async (
    caller: Caller,
    request: Signed & { client: SessionClient },
  ): Promise<Result<null, 'unauthenticated' | 'invalid_code' | 'too_many_attempts'>> => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    const { userId } = caller;
    const now = deps.clock.now();
    const tried = await countOwnCode(deps, caller, async () => {
      const held = await deps.passkeys.list(userId);
      const passkey = held.find(({ credentialId }) => credentialId === request.assertion.id);
      const proof = proofOf(caller, now);
      return passkey && (await spendPasskey(deps, { userId, passkey }, request, proof))
        ? 'passkey'
        : 'invalid_code';
    });
    if (!tried.ok) return tried;
    if (tried.value === 'passkey') return ok(null);
    await deps.audit.add(userId, refused('code_refused', now, request.client));
    return invalidCode;
  };
