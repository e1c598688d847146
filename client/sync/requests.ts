import type { Conversation } from '#contracts/http/conversations.ts';
import type { Message } from '#contracts/http/messages.ts';

type MaybeRequest = Pick<Conversation, 'request'>;

/** Does it wait for this user to accept it? */
export const isWaiting = ({ request }: MaybeRequest): boolean => request?.state === 'received';

/** Has this user not accepted it? Then it makes no sound, and is in no list of accepted conversations. */
export const isUnaccepted = ({ request }: MaybeRequest): boolean =>
  request !== undefined && request.state !== 'sent';

/** Its share of a total: messages of a request belong in none. */
export const unreadOf = (conversation: Conversation): number =>
  isUnaccepted(conversation) ? 0 : conversation.unread_count;

/** The request after a new message: whoever has to accept it accepts by writing. */
export const requestAfter = (
  { request }: MaybeRequest,
  { sender_id }: Message,
  userId: string,
): MaybeRequest['request'] => {
  const isSenders = (request?.state === 'sent') === (sender_id === userId);
  return request && isSenders
    ? { ...request, messages_left: Math.max(0, request.messages_left - 1) }
    : undefined;
};
