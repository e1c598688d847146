import type { RequestMode } from '#contracts/closed-lists.ts';
import type { Conversation as ConversationBody } from '#contracts/http/conversations.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { newConversation, sortedPair } from '../../domain/conversation.ts';
import { noSettings } from '../../domain/member-settings.ts';
import { asRequestTo } from '../../domain/requests/message-request.ts';
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
import { acceptFor } from './answer-request.ts';

/** `invited`: by an invitation of the peer, who has accepted by making it. */
export type Opening = RequestMode | 'invited';

export interface OpeningDeps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly blocks: BlockStore;
  readonly settings: MemberSettingsStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly push: Push;
}

/**
 * Opens the conversation of two loaded users; with `on` a new one is a request to the peer. `events` announce it
 * to both if it is new.
 */
export const openBetween = async (
  { conversations, clock, ids }: Pick<OpeningDeps, 'conversations' | 'clock' | 'ids'>,
  user: User,
  peer: User,
  opening: Opening,
): Promise<{ conversation: Conversation; created: boolean; events: Delivery[] }> => {
  const now = clock.now();
  const fresh = newConversation(ids.uuid(), sortedPair(user.id, peer.id), now);
  const asks = opening === 'on' && user.id !== peer.id;
  const opened = await conversations.open(asks ? asRequestTo(fresh, peer.id) : fresh);
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

/**
 * Opens and announces the conversation of a user with a peer; neither has blocked the other. Accepts a request of
 * the peer; if invited, also that of the user.
 */
export const openFor = async (
  deps: OpeningDeps,
  user: User,
  peer: User,
  opening: Opening,
): Promise<{ conversation: ConversationBody; created: boolean }> => {
  const { created, events, ...opened } = await openBetween(deps, user, peer, opening);
  if (created) await deps.push(events);
  const accepting = opening === 'invited' ? [user.id, peer.id] : [user.id];
  const conversation = created
    ? opened.conversation
    : await acceptFor(deps, opened.conversation, accepting, [user, peer]);
  const settings = created ? noSettings : await deps.settings.get(user.id, conversation.id);
  const now = deps.clock.now();
  return {
    conversation: conversationView(
      { conversation, settings },
      user,
      { peer, isBlocked: false },
      now,
    ),
    created,
  };
};

/** Opens the one conversation of an unordered pair, also under concurrent calls; also with oneself. */
export const makeOpenConversation =
  (deps: OpeningDeps & { readonly requests: RequestMode }) =>
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
    return ok(await openFor(deps, user.value, peer, deps.requests));
  };
