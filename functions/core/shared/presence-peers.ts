import { limits } from '#contracts/limits.ts';
import type { Conversation } from '../domain/conversation.ts';
import { haveBothWritten, peerOf } from '../domain/conversation.ts';
import type { User } from '../domain/user.ts';
import type { ConversationStore } from '../ports/conversations.ts';
import type { BlockStore, UserStore } from '../ports/users.ts';
import type { Between } from './deliveries.ts';

/**
 * The most recent conversations of a user in which presence may be visible, regardless of privacy settings.
 */
export const presencePeers = async (
  deps: { users: UserStore; conversations: ConversationStore; blocks: BlockStore },
  userId: string,
): Promise<Between[]> => {
  const window = { offset: 0, limit: limits.presence.peers };
  const { items } = await deps.conversations.listByActivity(userId, window);
  const acquainted = items.filter(
    (item) => peerOf(item, userId) !== userId && haveBothWritten(item),
  );
  if (acquainted.length === 0) return [];
  const peerIds = acquainted.map((item) => peerOf(item, userId));
  const [found, blockedIds] = await Promise.all([
    deps.users.getMany([userId, ...peerIds]),
    deps.blocks.listBlockedEitherWay(userId),
  ]);
  const people = new Map(found.map((user) => [user.id, user]));
  const member = people.get(userId);
  const betweenOf = (conversation: Conversation): Between[] => {
    const peer: User | undefined = people.get(peerOf(conversation, userId));
    if (!member || !peer || blockedIds.includes(peer.id)) return [];
    return [{ conversation, member, other: { peer, isBlocked: false } }];
  };
  return acquainted.flatMap(betweenOf);
};
