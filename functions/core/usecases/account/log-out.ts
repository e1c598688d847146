import type { SessionEnd } from '#contracts/session-end.ts';
import type { SessionClient } from '../../domain/session.ts';
import { type Caller, isTokenAccepted } from '../../domain/user.ts';
import type { IdentityProvider } from '../../ports/identity.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import type { EndSessions } from '../../shared/end-sessions.ts';
import { unauthenticated } from '../../shared/refusals.ts';

interface Deps {
  readonly users: UserStore;
  readonly identities: IdentityProvider;
  readonly endSessions: EndSessions;
}

const callerOf = async (deps: Deps, accessToken: string | undefined): Promise<Caller | null> => {
  const caller = accessToken ? await deps.identities.verifyAccessToken(accessToken) : null;
  return caller && isTokenAccepted(await deps.users.get(caller.userId), caller) ? caller : null;
};

/**
 * Ends the session of the refresh token, otherwise of the access token; with `everywhere` all sessions of
 * the user. Succeeds for an unknown refresh token.
 */
export const makeLogOut =
  (deps: Deps) =>
  async (request: {
    refreshToken?: string | undefined;
    accessToken?: string | undefined;
    everywhere: boolean;
    client: SessionClient;
  }): Promise<Result<null, 'unauthenticated'>> => {
    const found = request.refreshToken
      ? await deps.identities.findSession(request.refreshToken)
      : null;
    const end = (userId: string, ids: readonly string[] | 'all', reason: SessionEnd) =>
      deps.endSessions(userId, ids, reason, request.client);
    if (found) await end(found.userId, [found.sessionId], 'signed_out');
    const caller = found?.isAccepted ? null : await callerOf(deps, request.accessToken);
    if (!request.everywhere) {
      if (caller?.sessionId) await end(caller.userId, [caller.sessionId], 'signed_out');
      return ok(null);
    }
    const userId = found?.isAccepted ? found.userId : caller?.userId;
    if (!userId) return unauthenticated;
    await end(userId, 'all', 'signed_out_everywhere');
    return ok(null);
  };
