import type { Caller, User } from '../domain/user.ts';
import { admits } from '../domain/user.ts';
import type { UserStore } from '../ports/users.ts';
import type { Result } from '../result.ts';
import { ok } from '../result.ts';
import { unauthenticated } from './refusals.ts';

/**
 * The caller's profile by a consistent read: a deactivated user or a revoked token is refused on the
 * very next call, whatever the gateway's authorizer thinks of the token.
 */
export const authenticate = async (
  users: UserStore,
  caller: Caller,
): Promise<Result<User, 'unauthenticated'>> => {
  const user = await users.get(caller.userId);
  return admits(user, caller) ? ok(user) : unauthenticated;
};
