import { passwordChanged } from '../../domain/audit.ts';
import type { SessionClient } from '../../domain/session.ts';
import type { Caller } from '../../domain/user.ts';
import type { IssuedTokens } from '../../ports/identity.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { type PasswordDeps, refuseWrongPassword } from '../../shared/current-password.ts';
import type { EndSessions } from '../../shared/end-sessions.ts';
import { weakPassword } from '../../shared/refusals.ts';
import { type ProofDeps, requireCode } from '../../shared/second-factor.ts';

/** Sets a new password, ends all sessions of the user, and returns tokens of a new one. */
export const makeChangePassword =
  (
    deps: PasswordDeps &
      ProofDeps & {
        readonly users: UserStore;
        readonly endSessions: EndSessions;
      },
  ) =>
  async (
    caller: Caller,
    request: {
      currentPassword: string;
      newPassword: string;
      address: string;
      client: SessionClient;
    },
  ): Promise<
    Result<
      IssuedTokens,
      | 'unauthenticated'
      | 'code_required'
      | 'invalid_password'
      | 'too_many_attempts'
      | 'validation_failed'
    >
  > => {
    const { users, identities, audit, clock } = deps;
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    const { id, username } = user.value;
    const weak = weakPassword('new_password', request.newPassword, username);
    if (weak) return weak;
    const { currentPassword, address, client } = request;
    const typed = { password: currentPassword, field: 'current_password', address, client };
    const refusal =
      (await requireCode(deps, caller)) ?? (await refuseWrongPassword(deps, caller, typed));
    if (refusal) return refusal;
    await identities.setPassword(id, request.newPassword);
    await deps.endSessions(id, 'all', 'password_changed');
    await audit.add(id, passwordChanged(clock.now(), client));
    // Token times are whole seconds: waits until new tokens count as issued after the revocation.
    const validAfter = (await users.get(id))?.validAfter ?? 0;
    await clock.sleep(Math.max(0, validAfter - clock.now()));
    const tokens = await identities.signIn(id, request.newPassword, client);
    if (typeof tokens === 'string') throw new Error(`sign-in with the new password: ${tokens}`);
    return ok(tokens);
  };
