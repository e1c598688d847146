import type { Me } from '#contracts/http/me.ts';
import { refused, signedIn } from '../../domain/audit.ts';
import { type SessionClient, surplusSessions } from '../../domain/session.ts';
import { isReachable, type User } from '../../domain/user.ts';
import type { AuditLog } from '../../ports/audit.ts';
import type { CounterStore } from '../../ports/counters.ts';
import type {
  IdentityProvider,
  IssuedTokens,
  KnownSourceStore,
  PasswordQueue,
} from '../../ports/identity.ts';
import type { Clock, Ids } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { countSignIn } from '../../shared/attempts.ts';
import type { EndSessions } from '../../shared/end-sessions.ts';
import { type RequestSource, rememberSources, standingOf } from '../../shared/known-sources.ts';
import { tooManyAttempts } from '../../shared/refusals.ts';
import { meView } from '../../views/user-view.ts';

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
  readonly audit: AuditLog;
}

interface Credentials extends RequestSource {
  readonly username: string;
  readonly password: string;
  readonly client: SessionClient;
  /** Whether the client gets a refresh token. */
  readonly isRenewable?: boolean;
}

interface SignedIn {
  readonly user: Me;
  readonly tokens: IssuedTokens;
  /** The new device cookie; null for a client without cookies. */
  readonly device: string | null;
}

type Answer = Result<SignedIn, 'invalid_credentials' | 'too_many_attempts'>;

/** Token times are whole seconds: waits until new tokens count as issued after a revocation. */
const waitUntil = async ({ clock }: Deps, validAfter: number): Promise<void> => {
  const wait = validAfter - clock.now();
  if (wait > 0) await clock.sleep(wait);
};

/**
 * Ends the oldest sessions beyond the limit, e.g. of a client that signs in for every call. If more have
 * ended than a profile lists, all access tokens including the new one are revoked: issues another.
 */
const endSurplus = async (
  deps: Deps,
  tokens: IssuedTokens,
  { client, since }: { client: SessionClient; since: number },
): Promise<IssuedTokens> => {
  const { userId, sessionId } = tokens;
  const surplus = surplusSessions(await deps.identities.listSessions(userId), sessionId);
  const ids = surplus.map(({ id }) => id);
  if (ids.length === 0) return tokens;
  await deps.endSessions(userId, ids, 'too_many_sessions');
  const { validAfter = 0 } = (await deps.users.get(userId)) ?? {};
  if (validAfter <= since) return tokens;
  await waitUntil(deps, validAfter);
  const renewed = await deps.identities.refresh(tokens.refreshToken, client);
  return 'refused' in renewed ? tokens : renewed;
};

const trySignIn = async (
  deps: Deps,
  known: User | null,
  credentials: Credentials,
): Promise<Answer> => {
  const { password, client, isRenewable } = credentials;
  await waitUntil(deps, known?.validAfter ?? 0);
  const since = deps.clock.now();
  const issued = await deps.identities.signIn(known?.id ?? null, password, client, isRenewable);
  if (issued === 'too_many_attempts') return tooManyAttempts;
  if (issued === 'invalid_credentials' || !known) return invalid;
  const [tokens, device] = await Promise.all([
    endSurplus(deps, issued, { client, since }),
    rememberSources(deps, known.id, credentials),
    deps.audit.add(known.id, signedIn(issued.sessionId, deps.clock.now(), client)),
  ]);
  return ok({ user: meView(known), tokens, device });
};

/** The same response in about the same time for an unknown name, a wrong password and a deactivated user. */
export const makeSignIn =
  (deps: Deps) =>
  async (credentials: Credentials): Promise<Answer> => {
    const { username, address, client } = credentials;
    const user = await deps.users.findByName(username);
    // Two reads, as for an existing name.
    if (!user) await deps.users.get(deps.ids.uuid());
    const known = isReachable(user) ? user : null;
    const standing = await standingOf(deps.sources, known?.id ?? '', credentials);
    const tried = await countSignIn(
      deps,
      { username, address, standing },
      () => trySignIn(deps, known, credentials),
      (answer) => !answer.ok,
    );
    const answer = tried.ok ? tried.value : tried;
    // Also for an unknown name, so that the response takes equally long.
    if (!answer.ok) {
      await deps.audit.add(known?.id ?? null, refused('sign_in_refused', deps.clock.now(), client));
    }
    return answer;
  };
