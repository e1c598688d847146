import type { Caller } from '../../domain/user.ts';
import type { AuditLog } from '../../ports/audit.ts';
import type { FactorStore } from '../../ports/factors.ts';
import type { IdentityProvider } from '../../ports/identity.ts';
import type { PasskeyStore } from '../../ports/passkeys.ts';
import type { Clock } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import type { EndSessions } from '../../shared/end-sessions.ts';
import { requireCode } from '../../shared/second-factor.ts';

interface Deps {
  readonly users: UserStore;
  readonly identities: IdentityProvider;
  readonly clock: Clock;
  readonly endSessions: EndSessions;
  readonly audit: AuditLog;
  readonly factors: FactorStore;
  readonly passkeys: PasskeyStore;
}

/**
 * Deactivates a user: ends all sessions and deletes the event log; messages and the name stay. So do the second factor
 * and the passkeys, as the password: an operator may reactivate the account, which must then be as safe as before.
 */
export const deactivateUser = async (
  deps: Omit<Deps, 'factors' | 'passkeys'>,
  userId: string,
): Promise<void> => {
  await deps.users.deactivate(userId, deps.clock.now());
  await deps.identities.deactivate(userId);
  await deps.endSessions(userId, 'all', 'account_deactivated');
  await deps.audit.clear(userId);
};

export const makeDeactivateMe =
  (deps: Deps) =>
  async (caller: Caller): Promise<Result<null, 'unauthenticated' | 'code_required'>> => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    const codeRequired = await requireCode(deps, caller);
    if (codeRequired) return codeRequired;
    await deactivateUser(deps, caller.userId);
    return ok(null);
  };
