import { skeletonOf } from '#contracts/names/skeleton.ts';
import type { IdentityProvider } from '../../ports/identity.ts';
import type { UserStore } from '../../ports/users.ts';
import { everybody } from './list-users.ts';

export interface CollidingUser {
  readonly id: string;
  readonly username: string;
  readonly isActive: boolean;
  readonly createdAt: number;
}

/** Groups of users whose names look alike, oldest first: they registered before such names were refused. */
export const listCollisions = async (deps: {
  users: UserStore;
  identities: IdentityProvider;
}): Promise<CollidingUser[][]> => {
  const groups = new Map<string, CollidingUser[]>();
  for (const user of await everybody(deps.users, deps.identities)) {
    const skeleton = skeletonOf(user.username);
    groups.set(skeleton, [...(groups.get(skeleton) ?? []), user]);
  }
  return [...groups]
    .filter(([, users]) => users.length > 1)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, users]) => users.sort((one, other) => one.createdAt - other.createdAt));
};
