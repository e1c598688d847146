import { QueryClient } from '@tanstack/react-query';
import { applyEvent } from '#client/sync/apply-event.ts';
import { windowOf } from '#client/sync/message-window.ts';
import type { Conversation } from '#contracts/http/conversations.ts';
import type { Message } from '#contracts/http/messages.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import { createQueryCache, keys } from '#site/sync/query-cache.ts';
import { aConversation, aMessage, CONVERSATION, ME } from './builders.ts';

/** A page with two messages of the peer, or the given ones. */
export const setupReplica = ({
  conversation = aConversation({ ver: 3, last_seq: 2 }),
  messages = [aMessage(1), aMessage(2)],
}: {
  conversation?: Conversation;
  messages?: Message[];
} = {}) => {
  const client = new QueryClient();
  const cache = createQueryCache(client);
  client.setQueryData(keys.conversations, { [conversation.id]: conversation });
  client.setQueryData(
    keys.messages(conversation.id),
    windowOf({ items: messages.toReversed(), next_cursor: null }, conversation.last_seq),
  );
  return {
    client,
    cache,
    apply: (event: ServerEvent) => applyEvent(cache, event, ME),
    conversation: () => cache.conversation(CONVERSATION),
    window: () => cache.window(CONVERSATION),
    contents: () => cache.window(CONVERSATION)?.messages.map(({ content }) => content),
  };
};
