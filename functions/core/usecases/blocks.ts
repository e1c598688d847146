import type { FoundUser } from '../../contracts/http/users.ts';
import type { Caller } from '../domain/user.ts';
import type { BlockStore, UserStore } from '../ports/users.ts';
import type { Result } from '../result.ts';
import { ok } from '../result.ts';
import { foundUserView } from '../views/user-view.ts';
import { authenticate } from './authenticate.ts';
import { userNotFound } from './refusals.ts';

interface Deps {
  readonly users: UserStore;
  readonly blocks: BlockStore;
}

export const makeBlockUser =
  ({ users, blocks }: Deps) =>
  async (
    caller: Caller,
    otherId: string,
  ): Promise<Result<null, 'unauthenticated' | 'user_not_found'>> => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    // Nobody can lock themselves out of their own notes.
    const other = otherId === caller.userId ? null : await users.get(otherId);
    if (!other?.isFinished) return userNotFound;
    await blocks.block(caller.userId, otherId);
    return ok(null);
  };

export const makeUnblockUser =
  ({ users, blocks }: Deps) =>
  async (caller: Caller, otherId: string): Promise<Result<null, 'unauthenticated'>> => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    await blocks.unblock(caller.userId, otherId);
    return ok(null);
  };

/** Sorted by name. */
export const makeListBlocks =
  ({ users, blocks }: Deps) =>
  async (caller: Caller): Promise<Result<{ items: FoundUser[] }, 'unauthenticated'>> => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    const found = await users.getMany(await blocks.listBlocked(caller.userId));
    const sorted = found.sort((one, other) => (one.username < other.username ? -1 : 1));
    return ok({ items: sorted.map(foundUserView) });
  };
