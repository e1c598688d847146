import { validAfterRevocation } from '../domain/revocation.ts';
import type { Caller } from '../domain/user.ts';
import type { IdentityProvider } from '../ports/identity.ts';
import type { Broadcaster, ConnectionRegistry } from '../ports/sockets.ts';
import type { Clock } from '../ports/system.ts';
import type { UserStore } from '../ports/users.ts';
import type { Result } from '../result.ts';
import { ok } from '../result.ts';
import { closeSockets } from '../sockets.ts';
import { authenticate } from './authenticate.ts';

interface Deps {
  readonly users: UserStore;
  readonly identities: IdentityProvider;
  readonly connections: ConnectionRegistry;
  readonly broadcaster: Broadcaster;
  readonly clock: Clock;
  readonly announcePresence: (userId: string, isOnline: boolean) => Promise<void>;
}

/** Deactivates a user: every token dies on its very next use, sockets close, messages and the name stay. */
export const deactivateUser = async (deps: Deps, userId: string): Promise<void> => {
  await deps.users.deactivate(userId, deps.clock.now());
  await deps.identities.disable(userId);
  await deps.identities.revokeAll(userId);
  await deps.users.revokeTokens(userId, validAfterRevocation(deps.clock.now()));
  const wasOnline = await closeSockets(deps, userId, 'This account has been deactivated.');
  if (wasOnline) await deps.announcePresence(userId, false);
};

export const makeDeleteMe =
  (deps: Deps) =>
  async (caller: Caller): Promise<Result<null, 'unauthenticated'>> => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    await deactivateUser(deps, caller.userId);
    return ok(null);
  };
