import type { Me } from '../../contracts/http/users.ts';
import { type SessionClient, surplusSessions } from '../domain/session.ts';
import { isReachable, type User } from '../domain/user.ts';
import type { CounterStore } from '../ports/counters.ts';
import type {
  IdentityProvider,
  IssuedTokens,
  KnownSourceStore,
  PasswordQueue,
} from '../ports/identity.ts';
import type { Clock, Ids } from '../ports/system.ts';
import type { UserStore } from '../ports/users.ts';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { meView } from '../views/user-view.ts';
import { countSignIn } from './attempts.ts';
import type { EndSessions } from './end-sessions.ts';
import { type RequestSource, rememberSources, standingOf } from './known-sources.ts';
import { tooManyAttempts } from './refusals.ts';

const invalid = fail('invalid_credentials', { detail: 'Invalid username or password' });

interface Deps {
  readonly users: UserStore;
  readonly identities: IdentityProvider;
  readonly counters: CounterStore;
  readonly sources: KnownSourceStore;
  readonly queue: PasswordQueue;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly endSessions: EndSessions;
}

interface Credentials extends RequestSource {
  readonly username: string;
  readonly password: string;
  readonly client: SessionClient;
}

interface SignedIn {
  readonly user: Me;
  readonly tokens: IssuedTokens;
  /** What the device's cookie is from now on; null for a client without cookies. */
  readonly device: string | null;
}

type Answer = Result<SignedIn, 'invalid_credentials' | 'too_many_attempts'>;

/** A user has so many sessions at most: a client that signs in for every call ends its own old ones. */
const endSurplus = async (deps: Deps, { userId, sessionId }: IssuedTokens): Promise<void> => {
  const surplus = surplusSessions(await deps.identities.listSessions(userId), sessionId);
  const ids = surplus.map(({ id }) => id);
  if (ids.length > 0) await deps.endSessions(userId, ids, 'too_many_sessions');
};

const trySignIn = async (
  deps: Deps,
  known: User | null,
  credentials: Credentials,
): Promise<Answer> => {
  const { password, client } = credentials;
  // Tokens tell their time in whole seconds: wait until new ones count as issued after a revocation.
  const wait = (known?.validAfter ?? 0) - deps.clock.now();
  if (wait > 0) await deps.clock.sleep(wait);
  const tokens = await deps.identities.signIn(known?.id ?? null, password, client);
  if (tokens === 'too_many_attempts') return tooManyAttempts;
  if (tokens === 'invalid_credentials' || !known) return invalid;
  await endSurplus(deps, tokens);
  const device = await rememberSources(deps, known.id, credentials);
  return ok({ user: meView(known), tokens, device });
};

/** The same answer, in about the same time, for an unknown name, a wrong password and a deactivated user. */
export const makeSignIn =
  (deps: Deps) =>
  async (credentials: Credentials): Promise<Answer> => {
    const { username, address } = credentials;
    const user = await deps.users.findByName(username);
    const known = isReachable(user) ? user : null;
    const standing = await standingOf(deps.sources, known?.id ?? '', credentials);
    const tried = await countSignIn(
      deps,
      { username, address, standing },
      () => trySignIn(deps, known, credentials),
      (answer) => !answer.ok,
    );
    return tried.ok ? tried.value : tried;
  };
