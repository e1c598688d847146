import { passwordChanged, refused } from '../../domain/audit.ts';
import type { SessionClient } from '../../domain/session.ts';
import type { Caller } from '../../domain/user.ts';
import type { AuditLog } from '../../ports/audit.ts';
import type { CounterStore } from '../../ports/counters.ts';
import type { IdentityProvider, IssuedTokens, PasswordQueue } from '../../ports/identity.ts';
import type { Clock } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Failure, Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { countCurrentPassword } from '../../shared/attempts.ts';
import { authenticate } from '../../shared/authenticate.ts';
import type { EndSessions } from '../../shared/end-sessions.ts';
import { tooManyAttempts, weakPassword } from '../../shared/refusals.ts';

const wrong = fail('invalid_password', { detail: 'current_password is wrong.' });

type SignInAnswer = Awaited<ReturnType<IdentityProvider['signIn']>>;
type Refusal = Failure<'invalid_password' | 'too_many_attempts'>;

const refusalOf = (tried: Result<SignInAnswer, 'too_many_attempts'>): Refusal | null => {
  if (!tried.ok) return tried;
  if (tried.value === 'too_many_attempts') return tooManyAttempts;
  return tried.value === 'invalid_credentials' ? wrong : null;
};

/** Sets a new password, ends all sessions of the user, and returns tokens of a new one. */
export const makeChangePassword =
  (deps: {
    users: UserStore;
    identities: IdentityProvider;
    counters: CounterStore;
    queue: PasswordQueue;
    clock: Clock;
    endSessions: EndSessions;
    audit: AuditLog;
  }) =>
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
      'unauthenticated' | 'invalid_password' | 'too_many_attempts' | 'validation_failed'
    >
  > => {
    const { users, identities, audit, clock } = deps;
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    const { id, username } = user.value;
    const weak = weakPassword('new_password', request.newPassword, username);
    if (weak) return weak;
    const tried = await countCurrentPassword(
      deps,
      { userId: id, address: request.address },
      () => identities.signIn(id, request.currentPassword, request.client),
      (answer) => typeof answer === 'string',
    );
    const refusal = refusalOf(tried);
    if (refusal) {
      await audit.add(id, refused('password_refused', clock.now(), request.client));
      return refusal;
    }
    await identities.setPassword(id, request.newPassword);
    await deps.endSessions(id, 'all', 'password_changed');
    await audit.add(id, passwordChanged(clock.now(), request.client));
    // Token times are whole seconds: waits until new tokens count as issued after the revocation.
    const validAfter = (await users.get(id))?.validAfter ?? 0;
    await clock.sleep(Math.max(0, validAfter - clock.now()));
    const tokens = await identities.signIn(id, request.newPassword, request.client);
    if (typeof tokens === 'string') throw new Error(`sign-in with the new password: ${tokens}`);
    return ok(tokens);
  };
