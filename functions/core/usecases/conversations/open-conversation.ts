import type { Conversation as ConversationBody } from '#contracts/http/conversations.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { newConversation, sortedPair } from '../../domain/conversation.ts';
import { noSettings } from '../../domain/member-settings.ts';
import type { Caller, User } from '../../domain/user.ts';
import { isReachable } from '../../domain/user.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { MemberSettingsStore } from '../../ports/member-settings.ts';
import type { Clock, Ids } from '../../ports/system.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import type { Delivery, Push } from '../../push.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { blocked, userNotFound } from '../../shared/refusals.ts';
import { conversationView } from '../../views/conversation-view.ts';

interface Deps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly blocks: BlockStore;
  readonly settings: MemberSettingsStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly push: Push;
}

/** Opens the conversation of two loaded users. `events` announce it to both if it is new. */
export const openBetween = async (
  { conversations, clock, ids }: Pick<Deps, 'conversations' | 'clock' | 'ids'>,
  user: User,
  peer: User,
): Promise<{ conversation: Conversation; created: boolean; events: Delivery[] }> => {
  const now = clock.now();
  const opened = await conversations.open(
    newConversation(ids.uuid(), sortedPair(user.id, peer.id), now),
  );
  if (!opened.created) return { ...opened, events: [] };
  const { conversation } = opened;
  const mine = [user, peer] as const;
  const pairs = user.id === peer.id ? [mine] : [mine, [peer, user] as const];
  const events = pairs.map(
    ([viewer, other]): Delivery => ({
      userId: viewer.id,
      event: {
        type: 'conversation:new',
        conversation_id: conversation.id,
        ver: conversation.ver,
        payload: conversationView(
          { conversation, settings: noSettings },
          viewer,
          { peer: other, isBlocked: false },
          now,
        ),
      },
    }),
  );
  return { ...opened, events };
};

/** Opens the one conversation of an unordered pair, also under concurrent calls; also with oneself. */
export const makeOpenConversation =
  (deps: Deps) =>
  async (
    caller: Caller,
    peerId: string,
  ): Promise<
    Result<
      { conversation: ConversationBody; created: boolean },
      'unauthenticated' | 'blocked' | 'user_not_found'
    >
  > => {
    const [user, peer] = await Promise.all([
      authenticate(deps.users, caller),
      deps.users.get(peerId),
    ]);
    if (!user.ok) return user;
    if (!isReachable(peer)) return userNotFound;
    if (await deps.blocks.isBlockedBetween(caller.userId, peerId)) return blocked;
    const { conversation, created, events } = await openBetween(deps, user.value, peer);
    if (created) await deps.push(events);
    const settings = created ? noSettings : await deps.settings.get(caller.userId, conversation.id);
    return ok({
      conversation: conversationView(
        { conversation, settings },
        user.value,
        { peer, isBlocked: false },
        deps.clock.now(),
      ),
      created,
    });
  };
