import type { TypingState } from '#contracts/closed-lists.ts';
import { haveBothWritten, isMember, peerOf } from '../../domain/conversation.ts';
import { isOnline } from '../../domain/user.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { Broadcaster, ConnectionRegistry } from '../../ports/sockets.ts';
import type { Clock } from '../../ports/system.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import type { Push } from '../../push.ts';
import { refuseSocket } from '../../sockets.ts';

/**
 * Pushes to the other member, if online and presence is visible, that the user of this socket is typing or
 * has stopped. Stores nothing. Closes a socket without a registration. Its reads are eventually consistent:
 * it may miss a change of the last second.
 */
export const makeSetTyping =
  (deps: {
    conversations: ConversationStore;
    users: UserStore;
    blocks: BlockStore;
    connections: ConnectionRegistry;
    broadcaster: Broadcaster;
    clock: Clock;
    push: Push;
  }) =>
  async (
    connectionId: string,
    conversationId: string,
    state: TypingState,
  ): Promise<'done' | 'closed' | 'conversation_not_found'> => {
    const [connection, conversation] = await Promise.all([
      deps.connections.get(connectionId, 'eventual'),
      deps.conversations.get(conversationId, 'eventual'),
    ]);
    if (!connection) {
      await refuseSocket(deps, connectionId);
      return 'closed';
    }
    const { userId } = connection;
    if (!conversation || !isMember(conversation, userId)) return 'conversation_not_found';
    const peerId = peerOf(conversation, userId);
    if (peerId === userId) return 'done';
    if (!haveBothWritten(conversation)) return 'done';
    const [people, isBlocked] = await Promise.all([
      deps.users.getMany([userId, peerId]),
      deps.blocks.isBlockedBetween(userId, peerId, 'eventual'),
    ]);
    // Checks only the peer's lease: the user who types is online.
    if (isBlocked || !people.every(({ privacy }) => privacy.presence)) return 'done';
    const peer = people.find(({ id }) => id === peerId);
    if (!peer || !isOnline(peer, deps.clock.now())) return 'done';
    const event = {
      type: 'presence:typing',
      conversation_id: conversationId,
      payload: { user_id: userId, state },
    } as const;
    await deps.push([{ userId: peerId, event }], 'eventual');
    return 'done';
  };
