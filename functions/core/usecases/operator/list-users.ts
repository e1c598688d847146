import { foldName } from '#contracts/names/fold.ts';
import type { User } from '../../domain/user.ts';
import { isOnline } from '../../domain/user.ts';
import type { IdentityProvider } from '../../ports/identity.ts';
import type { Clock } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';

export interface ListedUser {
  readonly id: string;
  readonly username: string;
  readonly isActive: boolean;
  readonly isOperator: boolean;
  readonly createdAt: number;
  readonly isOnline: boolean;
  /** Null if the user was never online. */
  readonly lastSeen: number | null;
}

interface Request {
  /** A part of the name, ignoring case. */
  readonly name?: string | undefined;
  readonly isActive?: boolean | undefined;
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

/** All finished users. Reads every profile: for operators only. */
export const everybody = async (
  users: UserStore,
  identities: IdentityProvider,
): Promise<User[]> => {
  const found: User[] = [];
  let cursor: string | null = null;
  do {
    const { ids, nextCursor }: Awaited<ReturnType<IdentityProvider['listIds']>> =
      await identities.listIds(cursor);
    found.push(...(await users.getMany(ids)));
    cursor = nextCursor;
  } while (cursor !== null);
  return found.filter(({ isFinished }) => isFinished);
};

/** A page of users by name, with the exact number of matches. */
export const listUsers = async (
  deps: { users: UserStore; identities: IdentityProvider; clock: Clock },
  { name = '', isActive, page, size }: Request,
): Promise<{ users: ListedUser[]; total: number }> => {
  const part = foldName(name);
  const matching = (await everybody(deps.users, deps.identities))
    .filter((user) => foldName(user.username).includes(part))
    .filter((user) => isActive === undefined || user.isActive === isActive)
    .sort((one, other) => (one.username < other.username ? -1 : 1));
  const now = deps.clock.now();
  return {
    total: matching.length,
    users: matching.slice((page - 1) * size, page * size).map((user) => ({
      id: user.id,
      username: user.username,
      isActive: user.isActive,
      isOperator: user.isOperator,
      createdAt: user.createdAt,
      isOnline: isOnline(user, now),
      lastSeen: user.lastSeen,
    })),
  };
};
