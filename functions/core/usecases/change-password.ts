import { validAfterRevocation } from '../domain/revocation.ts';
import type { Caller } from '../domain/user.ts';
import type { CounterStore } from '../ports/counters.ts';
import type { IdentityProvider, IssuedTokens } from '../ports/identity.ts';
import type { Broadcaster, ConnectionRegistry } from '../ports/sockets.ts';
import type { Clock } from '../ports/system.ts';
import type { UserStore } from '../ports/users.ts';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { closeSockets } from '../sockets.ts';
import { countSignIn } from './attempts.ts';
import { authenticate } from './authenticate.ts';
import { tooManyAttempts } from './refusals.ts';

const wrong = fail('invalid_password', { detail: 'current_password is not the password.' });

/** Sets a new password, kills every other token of the user, and answers with new ones. */
export const makeChangePassword =
  (deps: {
    users: UserStore;
    identities: IdentityProvider;
    counters: CounterStore;
    connections: ConnectionRegistry;
    broadcaster: Broadcaster;
    clock: Clock;
  }) =>
  async (
    caller: Caller,
    request: { currentPassword: string; newPassword: string; address: string },
  ): Promise<
    Result<IssuedTokens, 'unauthenticated' | 'invalid_password' | 'too_many_attempts'>
  > => {
    const { users, identities, clock } = deps;
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    const { id, username } = user.value;
    const tried = await countSignIn(
      deps,
      { username, address: request.address },
      () => identities.signIn(id, request.currentPassword),
      (answer) => typeof answer === 'string',
    );
    if (!tried.ok) return tried;
    if (tried.value === 'too_many_attempts') return tooManyAttempts;
    if (tried.value === 'invalid_credentials') return wrong;
    await identities.setPassword(id, request.newPassword);
    // First, so that nothing refreshed after this can look newer than the revocation.
    await identities.revokeAll(id);
    const validAfter = validAfterRevocation(clock.now());
    await users.revokeTokens(id, validAfter);
    await closeSockets(deps, id, 'The password has been changed.');
    await clock.sleep(Math.max(0, validAfter - clock.now()));
    const tokens = await identities.signIn(id, request.newPassword);
    if (typeof tokens === 'string') throw new Error(`sign-in with the new password: ${tokens}`);
    return ok(tokens);
  };
