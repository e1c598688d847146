import type { TypingState } from '../../contracts/closed-lists.ts';
import { haveBothWritten, isMember, peerOf } from '../domain/conversation.ts';
import type { ConversationStore } from '../ports/conversations.ts';
import type { Broadcaster, ConnectionRegistry } from '../ports/sockets.ts';
import type { BlockStore, UserStore } from '../ports/users.ts';
import type { Push } from '../push.ts';
import { refuseSocket } from '../sockets.ts';

/**
 * Pushes to the other member's devices, where presence passes, that the user of this socket types, or
 * stopped. Nothing is stored. A socket without a registration is closed.
 */
export const makeSetTyping =
  (deps: {
    conversations: ConversationStore;
    users: UserStore;
    blocks: BlockStore;
    connections: ConnectionRegistry;
    broadcaster: Broadcaster;
    push: Push;
  }) =>
  async (
    connectionId: string,
    conversationId: string,
    state: TypingState,
  ): Promise<'told' | 'closed' | 'conversation_not_found'> => {
    const [connection, conversation] = await Promise.all([
      deps.connections.get(connectionId),
      deps.conversations.get(conversationId),
    ]);
    if (!connection) {
      await refuseSocket(deps, connectionId);
      return 'closed';
    }
    const { userId } = connection;
    if (!conversation || !isMember(conversation, userId)) return 'conversation_not_found';
    const peerId = peerOf(conversation, userId);
    if (peerId === userId) return 'told';
    if (!haveBothWritten(conversation)) return 'told';
    const [people, isBlocked] = await Promise.all([
      deps.users.getMany([userId, peerId]),
      deps.blocks.isBlockedBetween(userId, peerId),
    ]);
    // Who types is online.
    if (isBlocked || !people.every(({ privacy }) => privacy.presence)) return 'told';
    await deps.push([
      {
        userId: peerId,
        event: {
          type: 'presence:typing',
          conversation_id: conversationId,
          payload: { user_id: userId, state },
        },
      },
    ]);
    return 'told';
  };
