import type { Me } from '../../contracts/http/users.ts';
import { isReachable } from '../domain/user.ts';
import type { Clock, CounterStore, IdentityProvider, IssuedTokens, UserStore } from '../ports.ts';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { meView } from '../views/user-view.ts';
import { countSignIn } from './attempts.ts';

const invalid = fail('invalid_credentials', { detail: 'Invalid username or password' });

/** The same answer, in about the same time, for an unknown name, a wrong password and a deactivated user. */
export const makeSignIn =
  (deps: {
    users: UserStore;
    identities: IdentityProvider;
    counters: CounterStore;
    clock: Clock;
  }) =>
  async (credentials: {
    username: string;
    password: string;
    /** Where the request comes from. */
    address: string;
  }): Promise<
    Result<{ user: Me; tokens: IssuedTokens }, 'invalid_credentials' | 'too_many_attempts'>
  > => {
    const { username, address } = credentials;
    const attempt = await countSignIn(deps.counters, username, address);
    if (attempt.refused) return attempt.refused;
    const user = await deps.users.findByName(username);
    const known = isReachable(user) ? user : null;
    // Tokens tell their time in whole seconds: wait until new ones count as issued after a revocation.
    const wait = (known?.validAfter ?? 0) - deps.clock.now();
    if (wait > 0) await deps.clock.sleep(wait);
    const tokens = await deps.identities.signIn(known?.id ?? null, credentials.password);
    if (tokens === 'too_many_attempts') {
      return fail(tokens, { detail: 'Too many failed sign-ins: wait before the next one.' });
    }
    if (tokens === 'invalid_credentials' || !known) return invalid;
    await attempt.succeeded();
    return ok({ user: meView(known), tokens });
  };
