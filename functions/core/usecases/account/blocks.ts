import type { FoundUser } from '#contracts/http/people.ts';
import { haveBothWritten } from '../../domain/conversation.ts';
import type { Caller, User } from '../../domain/user.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { Clock } from '../../ports/system.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import type { Push } from '../../push.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { presenceOfBoth } from '../../shared/deliveries.ts';
import { otherMember } from '../../shared/other-member.ts';
import { userNotFound } from '../../shared/refusals.ts';
import { foundUserView } from '../../views/user-view.ts';

interface Deps {
  readonly users: UserStore;
  readonly blocks: BlockStore;
}

interface ChangeDeps extends Deps {
  readonly conversations: ConversationStore;
  readonly push: Push;
  readonly clock: Clock;
}

/** Pushes to both users what they now see of each other's presence; nothing if they did not see it before. */
const pushPresence = async (deps: ChangeDeps, member: User, peerId: string): Promise<void> => {
  const id = await deps.conversations.findByPair(member.id, peerId);
  const conversation = id && (await deps.conversations.get(id));
  if (!conversation || !haveBothWritten(conversation)) return;
  const other = await otherMember(deps, conversation, member.id);
  await deps.push(presenceOfBoth({ conversation, member, other }, deps.clock.now()));
};

export const makeBlockUser =
  (deps: ChangeDeps) =>
  async (
    caller: Caller,
    otherId: string,
  ): Promise<Result<null, 'unauthenticated' | 'user_not_found'>> => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    // Users cannot block themselves.
    const other = otherId === caller.userId ? null : await deps.users.get(otherId);
    if (!other?.isFinished) return userNotFound;
    await deps.blocks.block(caller.userId, otherId);
    await pushPresence(deps, user.value, otherId);
    return ok(null);
  };

export const makeUnblockUser =
  (deps: ChangeDeps) =>
  async (caller: Caller, otherId: string): Promise<Result<null, 'unauthenticated'>> => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    await deps.blocks.unblock(caller.userId, otherId);
    // There is no peer in a conversation with oneself.
    if (otherId !== caller.userId) await pushPresence(deps, user.value, otherId);
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
