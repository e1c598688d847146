import type { Profile } from '#contracts/http/people.ts';
import { mayPass } from '../../domain/privacy.ts';
import type { Caller } from '../../domain/user.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { Clock } from '../../ports/system.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { userNotFound } from '../../shared/refusals.ts';
import { isoTime } from '../../views/time.ts';
import { peerView } from '../../views/user-view.ts';

/**
 * Another user. Members of a shared conversation get presence fields, which are empty unless both have
 * written and neither hides presence.
 */
export const makeGetUser =
  (deps: {
    users: UserStore;
    conversations: ConversationStore;
    blocks: BlockStore;
    clock: Clock;
  }) =>
  async (
    caller: Caller,
    id: string,
  ): Promise<Result<Profile, 'unauthenticated' | 'user_not_found'>> => {
    const [user, other, shared, isBlocked] = await Promise.all([
      authenticate(deps.users, caller),
      deps.users.get(id, 'eventual'),
      deps.conversations.findByPair(caller.userId, id),
      deps.blocks.isBlockedBetween(caller.userId, id, 'eventual'),
    ]);
    if (!user.ok) return user;
    if (!other?.isFinished) return userNotFound;
    const conversation = shared === null ? null : await deps.conversations.get(shared, 'eventual');
    const showsPresence =
      conversation !== null &&
      mayPass('presence', conversation, user.value, { peer: other, isBlocked });
    const { online, last_seen, ...peer } = peerView(other, deps.clock.now(), showsPresence);
    const profile = { ...peer, about: other.about, created_at: isoTime(other.createdAt) };
    return ok(conversation ? { ...profile, online, last_seen } : profile);
  };
