import { validAfterRevocation } from '../domain/revocation.ts';
import { admits } from '../domain/user.ts';
import type { IdentityProvider } from '../ports/identity.ts';
import type { Broadcaster, ConnectionRegistry } from '../ports/sockets.ts';
import type { Clock } from '../ports/system.ts';
import type { UserStore } from '../ports/users.ts';
import type { Result } from '../result.ts';
import { ok } from '../result.ts';
import { closeSockets } from '../sockets.ts';
import { unauthenticated } from './refusals.ts';

/**
 * Revokes the refresh token's family; with `everywhere` every token of the user, access tokens
 * included, closes the user's sockets and tells the peers. An unknown refresh token alone is no error.
 */
export const makeLogOut =
  (deps: {
    users: UserStore;
    identities: IdentityProvider;
    connections: ConnectionRegistry;
    broadcaster: Broadcaster;
    clock: Clock;
    announcePresence: (userId: string, isOnline: boolean) => Promise<void>;
  }) =>
  async (request: {
    refreshToken?: string | undefined;
    accessToken?: string | undefined;
    everywhere: boolean;
  }): Promise<Result<null, 'unauthenticated'>> => {
    const revokedUser = request.refreshToken
      ? await deps.identities.revoke(request.refreshToken)
      : null;
    if (!request.everywhere) return ok(null);
    const userId = revokedUser ?? (await callerOf(deps, request.accessToken));
    if (!userId) return unauthenticated;
    // First, so that nothing refreshed after this can look newer than the revocation.
    await deps.identities.revokeAll(userId);
    await deps.users.revokeTokens(userId, validAfterRevocation(deps.clock.now()));
    const wasOnline = await closeSockets(deps, userId, 'Signed out everywhere.');
    if (wasOnline) await deps.announcePresence(userId, false);
    return ok(null);
  };

const callerOf = async (
  deps: { users: UserStore; identities: IdentityProvider },
  accessToken: string | undefined,
): Promise<string | null> => {
  const caller = accessToken ? await deps.identities.verifyAccessToken(accessToken) : null;
  return caller && admits(await deps.users.get(caller.userId), caller) ? caller.userId : null;
};
