import type { Conversation } from '../domain/conversation.ts';
import { peerOf } from '../domain/conversation.ts';
import type { OtherMember } from '../domain/privacy.ts';
import type { User } from '../domain/user.ts';
import type { BlockStore, UserStore } from '../ports/users.ts';

/** Profiles are never removed, only deactivated. */
export const expectProfile = (user: User | null | undefined): User => {
  if (!user) throw new Error('a member of a conversation has no profile');
  return user;
};

/**
 * The peer's profile, and whether one of the two has blocked the other. Eventually consistent on AWS: decides what
 * is shown, not what is written.
 */
export const otherMember = async (
  { users, blocks }: { users: UserStore; blocks: BlockStore },
  conversation: Conversation,
  userId: string,
): Promise<OtherMember<User>> => {
  const peerId = peerOf(conversation, userId);
  const [peer, isBlocked] = await Promise.all([
    users.get(peerId, 'eventual'),
    blocks.isBlockedBetween(userId, peerId, 'eventual'),
  ]);
  return { peer: expectProfile(peer), isBlocked };
};
