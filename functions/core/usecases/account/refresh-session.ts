import type { SessionEnd } from '#contracts/session-end.ts';
import type { SessionClient } from '../../domain/session.ts';
import { hasEnded, isReachable } from '../../domain/user.ts';
import type { IdentityProvider, IssuedTokens, RefreshRefusal } from '../../ports/identity.ts';
import type { Clock } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import type { EndSessions } from '../../shared/end-sessions.ts';
import { tooManyAttempts } from '../../shared/refusals.ts';

interface Deps {
  readonly users: UserStore;
  readonly identities: IdentityProvider;
  readonly clock: Clock;
  readonly endSessions: EndSessions;
}

type Refreshed = Result<IssuedTokens, 'invalid_refresh_token' | 'too_many_attempts'>;

const invalid = (reason?: SessionEnd) =>
  fail('invalid_refresh_token', {
    detail: 'The refresh token is not valid.',
    ...(reason && { reason }),
  });

const refuse = async (deps: Deps, refusal: RefreshRefusal): Promise<Refreshed> => {
  switch (refusal.refused) {
    case 'unknown':
      return invalid();
    case 'ended':
      return invalid(refusal.reason);
    case 'too_often':
      return { ...tooManyAttempts, retryAfterSeconds: refusal.retryAfterSeconds };
    case 'reused':
      // The thief cannot be distinguished from the owner: the session ends for both (RFC 9700, 4.14.2).
      await deps.endSessions(refusal.userId, [refusal.sessionId], 'token_reused');
      return invalid('token_reused');
  }
};

/** Issues new tokens for a refresh token, unless its session or user has ended. */
export const makeRefreshSession = (deps: Deps) => {
  const refresh = async (refreshToken: string, client: SessionClient): Promise<Refreshed> => {
    const tokens = await deps.identities.refresh(refreshToken, client);
    if ('refused' in tokens) return refuse(deps, tokens);
    const user = await deps.users.get(tokens.userId);
    if (!isReachable(user)) return invalid('account_deactivated');
    if (hasEnded(user, tokens.sessionId)) return invalid('signed_out_elsewhere');
    // Token times are whole seconds: a token of this second may look older than a revocation within it.
    const wait = user.validAfter - deps.clock.now();
    if (wait <= 0) return ok(tokens);
    await deps.clock.sleep(wait);
    return refresh(tokens.refreshToken, client);
  };
  return async (refreshToken: string | undefined, client: SessionClient): Promise<Refreshed> =>
    refreshToken ? refresh(refreshToken, client) : invalid();
};
