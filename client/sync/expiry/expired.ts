import type { Conversation } from '#contracts/http/conversations.ts';
import type { Message } from '#contracts/http/messages.ts';
import type { ConversationIndex } from '../conversation-index.ts';
import type { MessageWindow } from '../message-window.ts';

/** Epoch milliseconds; infinite if it never disappears, or has already. */
export const expiryOf = ({
  expires_at,
  deleted_at = null,
}: Pick<Message, 'expires_at'> & { deleted_at?: string | null }): number =>
  expires_at === undefined || deleted_at !== null
    ? Number.POSITIVE_INFINITY
    : Date.parse(expires_at);

/** A message as it is at this time: once it has expired, the placeholder that the server returns, too. */
export const messageAt = (message: Message, at: number): Message =>
  expiryOf(message) > at
    ? message
    : {
        ...message,
        text: null,
        content: null,
        attachments: [],
        reactions: [],
        deleted_at: message.expires_at ?? null,
        updated_at: message.expires_at ?? message.updated_at,
      };

/** The window with changed messages; the same object if none changes. */
export const mapWindow = (
  window: MessageWindow,
  change: (message: Message) => Message,
): MessageWindow => {
  const messages = window.messages.map(change);
  const isSame = messages.every((message, place) => message === window.messages[place]);
  return isSame ? window : { ...window, messages };
};

const lastExpiry = ({ last_message: last }: Conversation): number =>
  last && !last.deleted ? expiryOf(last) : Number.POSITIVE_INFINITY;

const withoutPreview = (conversation: Conversation): Conversation => ({
  ...conversation,
  last_message: conversation.last_message && {
    ...conversation.last_message,
    preview: '',
    has_attachments: false,
    deleted: true,
  },
});

/** The conversations without previews that have expired; the same object if none has. */
export const indexAt = (index: ConversationIndex, at: number): ConversationIndex => {
  const expired = Object.values(index).filter((conversation) => lastExpiry(conversation) <= at);
  if (expired.length === 0) return index;
  return {
    ...index,
    ...Object.fromEntries(expired.map((one) => [one.id, withoutPreview(one)])),
  };
};

/** When the next preview expires, or the next message of a conversation, whose counts change then. */
export const nextOf = (conversation: Conversation): number =>
  Math.min(lastExpiry(conversation), expiryOf({ expires_at: conversation.next_expiry }));
