import type { Me } from '../../contracts/http/users.ts';
import type { Caller } from '../domain/user.ts';
import type { Clock } from '../ports/system.ts';
import type { UserStore } from '../ports/users.ts';
import type { Result } from '../result.ts';
import { ok } from '../result.ts';
import { meView } from '../views/user-view.ts';
import { authenticate } from './authenticate.ts';
import { unauthenticated, usernameTaken } from './refusals.ts';

/** Changes name or e-mail address; what is so already is left alone, `updated_at` too. */
export const makeUpdateMe =
  ({ users, clock }: { users: UserStore; clock: Clock }) =>
  async (
    caller: Caller,
    change: { username?: string | undefined; email?: string | undefined },
  ): Promise<Result<Me, 'unauthenticated' | 'username_taken'>> => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    const updated = await users.update(caller.userId, change, clock.now());
    if (updated === null) return unauthenticated;
    return updated === 'username_taken' ? usernameTaken : ok(meView(updated));
  };
