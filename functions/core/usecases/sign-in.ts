import type { Me } from '../../contracts/http/users.ts';
import { type SessionClient, surplusSessions } from '../domain/session.ts';
import { isReachable } from '../domain/user.ts';
import type { CounterStore } from '../ports/counters.ts';
import type { IdentityProvider, IssuedTokens } from '../ports/identity.ts';
import type { Clock } from '../ports/system.ts';
import type { UserStore } from '../ports/users.ts';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { meView } from '../views/user-view.ts';
import { countSignIn } from './attempts.ts';
import type { EndSessions } from './end-sessions.ts';
import { tooManyAttempts } from './refusals.ts';

const invalid = fail('invalid_credentials', { detail: 'Invalid username or password' });

interface Deps {
  readonly users: UserStore;
  readonly identities: IdentityProvider;
  readonly counters: CounterStore;
  readonly clock: Clock;
  readonly endSessions: EndSessions;
}

interface Credentials {
  readonly username: string;
  readonly password: string;
  /** Where the request comes from. */
  readonly address: string;
  readonly client: SessionClient;
}

type Answer = Result<
  { user: Me; tokens: IssuedTokens },
  'invalid_credentials' | 'too_many_attempts'
>;

/** A user has so many sessions at most: a client that signs in for every call ends its own old ones. */
const endSurplus = async (deps: Deps, { userId, sessionId }: IssuedTokens): Promise<void> => {
  const surplus = surplusSessions(await deps.identities.listSessions(userId), sessionId);
  const ids = surplus.map(({ id }) => id);
  if (ids.length > 0) await deps.endSessions(userId, ids, 'too_many_sessions');
};

const trySignIn = async (
  deps: Deps,
  { username, password, client }: Credentials,
): Promise<Answer> => {
  const user = await deps.users.findByName(username);
  const known = isReachable(user) ? user : null;
  // Tokens tell their time in whole seconds: wait until new ones count as issued after a revocation.
  const wait = (known?.validAfter ?? 0) - deps.clock.now();
  if (wait > 0) await deps.clock.sleep(wait);
  const tokens = await deps.identities.signIn(known?.id ?? null, password, client);
  if (tokens === 'too_many_attempts') return tooManyAttempts;
  if (tokens === 'invalid_credentials' || !known) return invalid;
  await endSurplus(deps, tokens);
  return ok({ user: meView(known), tokens });
};

/** The same answer, in about the same time, for an unknown name, a wrong password and a deactivated user. */
export const makeSignIn =
  (deps: Deps) =>
  async (credentials: Credentials): Promise<Answer> => {
    const tried = await countSignIn(
      deps,
      credentials,
      () => trySignIn(deps, credentials),
      (answer) => !answer.ok,
    );
    return tried.ok ? tried.value : tried;
  };
