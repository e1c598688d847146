import type { Me } from '#contracts/http/user-shapes.ts';
import type { Caller } from '../../domain/user.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { Clock } from '../../ports/system.ts';
import type { BlockStore, ProfileChange, UserStore } from '../../ports/users.ts';
import type { Push } from '../../push.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { checkName } from '../../shared/check-name.ts';
import { presenceOfBoth } from '../../shared/deliveries.ts';
import { presencePeers } from '../../shared/presence-peers.ts';
import { unauthenticated, usernameTaken } from '../../shared/refusals.ts';
import { meView } from '../../views/user-view.ts';

interface Deps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly blocks: BlockStore;
  readonly clock: Clock;
  readonly push: Push;
}

/**
 * Changes name, e-mail address or privacy. A change to the same value is ignored and keeps `updated_at`.
 * Changed visibility of presence is pushed to both sides at once.
 */
export const makeUpdateMe =
  (deps: Deps) =>
  async (
    caller: Caller,
    change: ProfileChange,
  ): Promise<Result<Me, 'unauthenticated' | 'username_taken' | 'validation_failed'>> => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    const { username } = change;
    const badName = username === undefined ? null : checkName(username, user.value.username);
    if (badName) return badName;
    const now = deps.clock.now();
    const updated = await deps.users.update(caller.userId, change, now);
    if (updated === null) return unauthenticated;
    if (updated === 'username_taken') return usernameTaken;
    if (updated.privacy.presence !== user.value.privacy.presence) {
      const peers = await presencePeers(deps, caller.userId);
      // Uses the updated profile, since profile lists are eventually consistent.
      const current = peers.map((between) => ({ ...between, member: updated }));
      await deps.push(current.flatMap((between) => presenceOfBoth(between, now)));
    }
    return ok(meView(updated));
  };
