import type { Message } from '../../domain/message.ts';
import { isVisible } from '../../domain/visibility/visible.ts';
import { withoutContent } from '../../views/message-view.ts';
import type { MessageEvents } from '../deliveries.ts';
import type { SightDeps } from './sight.ts';
import { sightOf } from './sight.ts';

/** The events of a message that either of the two may have cleared or deleted for themselves meanwhile. */
export const seenEvents = async (
  deps: SightDeps,
  { forSender, forOthers }: MessageEvents,
  message: Message,
): Promise<MessageEvents> => {
  const seenBy = async (userId: string, event: MessageEvents['forSender']) => {
    const sight = await sightOf(deps, userId, message.conversationId);
    return isVisible(sight, message) ? event : { ...event, payload: withoutContent(event.payload) };
  };
  const [sender, others] = await Promise.all([
    seenBy(message.senderId, forSender),
    seenBy(message.receiverId, forOthers),
  ]);
  return { forSender: sender, forOthers: others };
};
