import type { Message } from '#contracts/http/messages.ts';
import type { Cache } from './cache.ts';
import { withLastMessage } from './conversation-index.ts';
import { foldEntry } from './message-window.ts';

/**
 * Applies the answer to an own send. It carries no `ver`, so it only sets the last message; the
 * event or the next comparison brings the rest. A late answer may be older than the cache.
 */
export const foldSent = (cache: Cache, message: Message): void => {
  const id = message.conversation_id;
  cache.setWindow(id, (window) => foldEntry(window, message.seq, message));
  cache.setConversations((index) => {
    const known = index[id];
    if (!known || message.rev <= known.last_seq) return index;
    // The answer may carry an edit that the conversation does not count yet.
    if (known.last_message?.seq === message.seq) return index;
    return { ...index, [id]: withLastMessage(known, message) };
  });
};
