import { factorLimits } from '#contracts/http/factor/factor-limits.ts';
import { type Challenge, isSet } from '../../domain/factor/factor.ts';
import type { SessionClient } from '../../domain/session.ts';
import { isReachable, type User } from '../../domain/user.ts';
import type { CounterStore } from '../../ports/counters.ts';
import type { ChallengeStore } from '../../ports/factors.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { countSignInCode } from '../../shared/code-attempts.ts';
import { type RequestSource, standingOf } from '../../shared/known-sources.ts';
import { invalidCode } from '../../shared/refusals.ts';
import { type CodeDeps, spendCode } from '../../shared/second-factor.ts';
import { type SignedIn, type StartDeps, startSession } from '../../shared/start-session.ts';

interface Deps extends StartDeps, CodeDeps {
  readonly challenges: ChallengeStore;
  readonly counters: CounterStore;
}

interface Request extends RequestSource {
  readonly challenge: string;
  readonly code: string;
  readonly client: SessionClient;
}

const invalidChallenge = fail('invalid_challenge', {
  detail: 'This sign-in has expired: begin again with the password.',
});

/** The user of a challenge, unless the account was deactivated or all its sessions ended since. */
const userOf = async (deps: Deps, challenge: Challenge): Promise<User | null> => {
  const user = await deps.users.get(challenge.userId);
  return isReachable(user) && user.validAfter <= challenge.createdAt ? user : null;
};

/** Completes a sign-in whose password was right, by a code. A challenge has a few tries and is used once. */
export const makeCompleteSignIn =
  (deps: Deps) =>
  async (
    request: Request,
  ): Promise<Result<SignedIn, 'invalid_challenge' | 'invalid_code' | 'too_many_attempts'>> => {
    const { code, client, address } = request;
    const challenge = await deps.challenges.try(request.challenge, factorLimits.codesPerChallenge);
    const user = challenge && (await userOf(deps, challenge));
    if (!user) return invalidChallenge;
    const standing = await standingOf(deps.sources, user.id, request);
    const tried = await countSignInCode(deps, user.id, { address, standing }, () =>
      spendCode(deps, { userId: user.id, code, client }, isSet),
    );
    if (!tried.ok) return tried;
    if (tried.value === 'invalid_code') return invalidCode;
    // `no_factor`: it was removed a moment ago. The password was right, so another sign-in succeeds.
    if (tried.value === 'no_factor' || !(await deps.challenges.take(request.challenge))) {
      return invalidChallenge;
    }
    const since = challenge.createdAt;
    const started = await startSession(deps, user, challenge.checked, { ...request, since });
    if (!started) return invalidChallenge;
    await deps.audit.uncount(user.id, challenge.eventId);
    return ok(started);
  };
