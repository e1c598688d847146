import type { Conversation } from '../domain/conversation.ts';
import { distinctMembers, peerOf } from '../domain/conversation.ts';
import type { BlockStore } from '../ports/users.ts';

/** Who hears of what a member did: both, or the member's own devices where nothing passes between them. */
export const audienceOf = async (
  blocks: BlockStore,
  conversation: Conversation,
  actorId: string,
): Promise<string[]> =>
  (await blocks.isBlockedBetween(actorId, peerOf(conversation, actorId)))
    ? [actorId]
    : distinctMembers(conversation);
