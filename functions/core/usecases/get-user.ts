import type { Profile } from '../../contracts/http/users.ts';
import type { Caller } from '../domain/user.ts';
import { isOnline } from '../domain/user.ts';
import type { Clock, ConversationStore, UserStore } from '../ports.ts';
import type { Result } from '../result.ts';
import { ok } from '../result.ts';
import { isoTime, isoTimeOrNull } from '../views/time.ts';
import { authenticate } from './authenticate.ts';
import { userNotFound } from './refusals.ts';

/** Another user; presence is only for people who share a conversation. */
export const makeGetUser =
  (deps: { users: UserStore; conversations: ConversationStore; clock: Clock }) =>
  async (
    caller: Caller,
    id: string,
  ): Promise<Result<Profile, 'unauthenticated' | 'user_not_found'>> => {
    const [user, other, shared] = await Promise.all([
      authenticate(deps.users, caller),
      deps.users.get(id),
      deps.conversations.findByPair(caller.userId, id),
    ]);
    if (!user.ok) return user;
    if (!other?.isFinished) return userNotFound;
    return ok({
      id: other.id,
      username: other.username,
      is_active: other.isActive,
      created_at: isoTime(other.createdAt),
      ...(shared && {
        online: isOnline(other, deps.clock.now()),
        last_seen: isoTimeOrNull(other.lastSeen),
      }),
    });
  };
