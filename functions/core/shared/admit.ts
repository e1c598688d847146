import type { Caller } from '../domain/user.ts';
import type { UserStore } from '../ports/users.ts';
import type { Failure } from '../result.ts';
import { authenticate } from './authenticate.ts';

/**
 * Refuses a caller whose token was revoked or whose account is deactivated, before any work is done for
 * them.
 */
export const makeAdmit =
  (users: UserStore) =>
  async (caller: Caller): Promise<Failure<'unauthenticated'> | null> => {
    const user = await authenticate(users, caller);
    return user.ok ? null : user;
  };
