import type { Caller, User } from '../domain/user.ts';
import { isTokenAccepted } from '../domain/user.ts';
import type { UserStore } from '../ports/users.ts';
import type { Result } from '../result.ts';
import { ok } from '../result.ts';
import { unauthenticated } from './refusals.ts';

/**
 * Reads the caller's profile consistently, so that a deactivated user or a revoked token is refused on the
 * next request, whatever the gateway's authorizer has cached.
 */
export const authenticate = async (
  users: UserStore,
  caller: Caller,
): Promise<Result<User, 'unauthenticated'>> => {
  const user = await users.get(caller.userId);
  return isTokenAccepted(user, caller) ? ok(user) : unauthenticated;
};
