import { passkeyLimits } from '#contracts/http/passkeys/passkey-limits.ts';
import type { Assertion, RequestOptions } from '#contracts/http/passkeys/web-authn.ts';
import { refused } from '../../domain/audit.ts';
import { type Passkey, userIdOf } from '../../domain/passkeys/passkey.ts';
import type { SessionClient } from '../../domain/session.ts';
import { isReachable, type User } from '../../domain/user.ts';
import type { CounterStore } from '../../ports/counters.ts';
import type { PasskeyChallenges } from '../../ports/passkeys.ts';
import type { Clock, Ids } from '../../ports/system.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { countPasskey } from '../../shared/attempts.ts';
import type { RequestSource } from '../../shared/known-sources.ts';
import {
  type SignedIn,
  type StartDeps,
  startSession,
  waitUntil,
} from '../../shared/start-session.ts';
import { type PasskeyDeps, type Signed, spendPasskey } from './spend-passkey.ts';

interface Deps extends StartDeps, PasskeyDeps {
  readonly counters: CounterStore;
}

interface Request extends RequestSource, Signed {
  readonly client: SessionClient;
}

type Answer = Result<SignedIn, 'invalid_passkey' | 'too_many_attempts'>;

const invalid = fail('invalid_passkey', { detail: 'This passkey is not accepted.' });

const timeout = passkeyLimits.challengeSeconds * 1_000;

/** The same options for everybody, so they do not reveal who has a passkey: the browser lists those of this host. */
export const makeStartPasskeySignIn =
  ({
    passkeyChallenges,
    ids,
    clock,
  }: {
    passkeyChallenges: PasskeyChallenges;
    ids: Ids;
    clock: Clock;
  }) =>
  async (host: string): Promise<RequestOptions> => {
    const secret = ids.secret();
    const expiresAt = clock.now() + timeout;
    const sought = { secret, purpose: 'sign_in', userId: null, expiresAt } as const;
    const challenge = await passkeyChallenges.put(sought);
    return { challenge, rpId: host, timeout, userVerification: 'required' };
  };

/** The user and the passkey that an assertion names, unless the user is deactivated. */
const namedBy = async (
  { users, passkeys }: Deps,
  { id, response }: Assertion,
): Promise<{ user: User; passkey: Passkey } | null> => {
  const userId = userIdOf(response.userHandle);
  const user = userId && (await users.get(userId));
  if (!user || !isReachable(user)) return null;
  const passkey = (await passkeys.list(user.id)).find(({ credentialId }) => credentialId === id);
  return passkey ? { user, passkey } : null;
};

const trySignIn = async (deps: Deps, request: Request): Promise<Answer> => {
  const { assertion, client } = request;
  const named = await namedBy(deps, assertion);
  if (!named) return invalid;
  const { user, passkey } = named;
  const refuse = async () => {
    await deps.audit.add(user.id, refused('sign_in_refused', deps.clock.now(), client));
    return invalid;
  };
  if (!(await spendPasskey(deps, { userId: user.id, passkey }, request))) return refuse();
  await waitUntil(deps, user.validAfter);
  const since = deps.clock.now();
  const accepted = await deps.identities.acceptPasskey(user.id);
  if (accepted === 'invalid_credentials') return refuse();
  const started = await startSession(deps, user, accepted.checked, { ...request, since });
  return started ? ok(started) : refuse();
};

/**
 * Signs in by a passkey. It counts as two factors, since the authenticator has verified its user: no password and no
 * code are asked. The same refusal for every reason.
 */
export const makeSignInWithPasskey =
  (deps: Deps) =>
  async (request: Request): Promise<Answer> => {
    const attempt = () => trySignIn(deps, request);
    const tried = await countPasskey(deps, request.address, attempt, (answer) => !answer.ok);
    return tried.ok ? tried.value : tried;
  };
