import type { Me } from '../../contracts/http/users.ts';
import type { User } from '../domain/user.ts';
import type { Clock, IdentityProvider, Ids, IssuedTokens, UserStore } from '../ports.ts';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { meView } from '../views/user-view.ts';

export interface Registration {
  readonly username: string;
  readonly password: string;
  readonly email?: string | undefined;
}

/**
 * Claims the name, makes the identity, ends the registration, signs in. When a step fails the earlier
 * ones are undone; what even that leaves behind can be taken over after some minutes.
 */
export const makeRegister =
  (deps: { users: UserStore; identities: IdentityProvider; clock: Clock; ids: Ids }) =>
  async (
    registration: Registration,
  ): Promise<Result<{ user: Me; tokens: IssuedTokens }, 'username_taken' | 'email_taken'>> => {
    const now = deps.clock.now();
    const user: User = {
      id: deps.ids.uuid(),
      username: registration.username,
      email: registration.email ?? null,
      isActive: true,
      isFinished: false,
      validAfter: 0,
      onlineUntil: 0,
      lastSeen: null,
      createdAt: now,
      updatedAt: now,
    };
    const claimed = await deps.users.claim(user);
    if (claimed !== 'claimed') {
      const what = claimed === 'username_taken' ? 'username' : 'e-mail address';
      return fail(claimed, { detail: `This ${what} is taken.` });
    }
    try {
      await deps.identities.create(user.id, registration.password);
      await deps.users.finish(user.id);
    } catch (error) {
      await Promise.allSettled([deps.identities.remove(user.id), deps.users.release(user.id)]);
      throw error;
    }
    const tokens = await deps.identities.signIn(user.id, registration.password);
    if (typeof tokens === 'string') throw new Error(`sign-in after registration: ${tokens}`);
    return ok({ user: meView(user), tokens });
  };
