import type { Caller } from '../../domain/user.ts';
import type { UserStore } from '../../ports/users.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import type { PageRequest } from '../../views/page.ts';
import { pageView, windowOf } from '../../views/page.ts';
import { foundUserView } from '../../views/user-view.ts';

export const makeSearchUsers =
  ({ users }: { users: UserStore }) =>
  async (caller: Caller, query: PageRequest & { q: string }) => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    const found = await users.search(query.q, windowOf(query));
    return ok(pageView(found, query, foundUserView));
  };
