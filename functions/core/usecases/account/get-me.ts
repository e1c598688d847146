import type { Me } from '#contracts/http/me.ts';
import type { Caller } from '../../domain/user.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { meView } from '../../views/user-view.ts';

export const makeGetMe =
  ({ users }: { users: UserStore }) =>
  async (caller: Caller): Promise<Result<Me, 'unauthenticated'>> => {
    const user = await authenticate(users, caller);
    return user.ok ? ok(meView(user.value)) : user;
  };
