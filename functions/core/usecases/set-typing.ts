import { isMember, peerOf } from '../domain/conversation.ts';
import type { ConversationStore } from '../ports/conversations.ts';
import type { ConnectionRegistry } from '../ports/sockets.ts';
import type { BlockStore } from '../ports/users.ts';
import type { Push } from '../push.ts';

/** Tells the other member's devices that the user of this socket types, or stopped. Nothing is stored. */
export const makeSetTyping =
  (deps: {
    conversations: ConversationStore;
    blocks: BlockStore;
    connections: ConnectionRegistry;
    push: Push;
  }) =>
  async (
    connectionId: string,
    conversationId: string,
    state: 'start' | 'stop',
  ): Promise<'told' | 'unauthenticated' | 'conversation_not_found'> => {
    const [connection, conversation] = await Promise.all([
      deps.connections.get(connectionId),
      deps.conversations.get(conversationId),
    ]);
    if (!connection) return 'unauthenticated';
    const { userId } = connection;
    if (!conversation || !isMember(conversation, userId)) return 'conversation_not_found';
    const peerId = peerOf(conversation, userId);
    if (peerId === userId) return 'told';
    if (await deps.blocks.isBlockedBetween(userId, peerId)) return 'told';
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
