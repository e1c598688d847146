import { factorLimits } from '#contracts/http/factor/factor-limits.ts';
import { refused, secondStepRefused } from '../../domain/audit.ts';
import { isSet } from '../../domain/factor/factor.ts';
import type { SessionClient } from '../../domain/session.ts';
import { isReachable, type User } from '../../domain/user.ts';
import type { CounterStore } from '../../ports/counters.ts';
import type { ChallengeStore, FactorStore } from '../../ports/factors.ts';
import type { PasswordQueue } from '../../ports/identity.ts';
import type { Failure, Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { countSignIn } from '../../shared/attempts.ts';
import { type RequestSource, standingOf } from '../../shared/known-sources.ts';
import { tooManyAttempts } from '../../shared/refusals.ts';
import {
  type SignedIn,
  type StartDeps,
  startSession,
  waitUntil,
} from '../../shared/start-session.ts';

const invalid = fail('invalid_credentials', { detail: 'Invalid username or password' });

interface Deps extends StartDeps {
  readonly counters: CounterStore;
  readonly queue: PasswordQueue;
  readonly factors: FactorStore;
  readonly challenges: ChallengeStore;
}

interface Credentials extends RequestSource {
  readonly username: string;
  readonly password: string;
  readonly client: SessionClient;
  /** Whether the client gets a refresh token. */
  readonly isRenewable?: boolean;
  /** Whether the client can give a code in a second call. */
  readonly isTwoStep?: boolean;
}

type Answer = Result<
  SignedIn,
  'invalid_credentials' | 'second_factor_required' | 'too_many_attempts'
>;

const detail = 'This account asks for a second factor.';

/**
 * Only after a right password: nobody else learns that the account has a second factor. Its owner finds the right
 * password in the account log, unless the code follows.
 */
const askForCode = async (
  deps: Deps,
  userId: string,
  checked: string,
  { since, client, isTwoStep }: { since: number; client: SessionClient; isTwoStep: boolean },
): Promise<Failure<'second_factor_required'>> => {
  const event = secondStepRefused(since, client);
  await deps.audit.add(userId, event);
  if (!isTwoStep) {
    return fail('second_factor_required', {
      detail: `${detail} Sign in by the site, or by an API client with a second step.`,
    });
  }
  const secret = deps.ids.secret();
  const expiresAt = since + factorLimits.challengeSeconds * 1_000;
  const waiting = { userId, checked, createdAt: since, expiresAt, eventId: event.id };
  await deps.challenges.put(secret, waiting);
  return fail('second_factor_required', { detail, challenge: secret });
};

const trySignIn = async (
  deps: Deps,
  known: User | null,
  credentials: Credentials,
): Promise<Answer> => {
  await waitUntil(deps, known?.validAfter ?? 0);
  const since = deps.clock.now();
  const answer = await deps.identities.checkPassword(known?.id ?? null, credentials.password);
  if (answer === 'too_many_attempts') return tooManyAttempts;
  if (answer === 'invalid_credentials' || !known) return invalid;
  const { checked } = answer;
  if (isSet(await deps.factors.get(known.id))) {
    const { client, isTwoStep = false } = credentials;
    return askForCode(deps, known.id, checked, { since, client, isTwoStep });
  }
  const started = await startSession(deps, known, checked, { ...credentials, since });
  return started ? ok(started) : invalid;
};

const isGuess = (answer: Answer): boolean => !answer.ok && answer.code !== 'second_factor_required';

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
      isGuess,
    );
    const answer = tried.ok ? tried.value : tried;
    // Also for an unknown name, so that the response takes equally long.
    if (isGuess(answer)) {
      await deps.audit.add(known?.id ?? null, refused('sign_in_refused', deps.clock.now(), client));
    }
    return answer;
  };
