import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { withoutOldest } from '#client';
import type { Conversation } from '#contracts/http/conversations.ts';
import { createQueryCache, keys } from '#site/sync/query-cache.ts';
import { useUserId } from '#site/sync/use-user-id.ts';
import { canOpenWith } from '../log/unread.ts';

/** Number of messages that stay cached when a dialog is left, so that it reopens at once. */
const MAX_MESSAGES = 100;

/** Makes a dialog open at the right place, and trims its window when it is left. */
export const useFreshWindow = (conversation: Conversation | undefined): void => {
  const client = useQueryClient();
  const userId = useUserId();
  const id = conversation?.id;
  // Runs once, before the window is first rendered.
  useState(() => {
    const window = conversation && createQueryCache(client).window(conversation.id);
    if (!window) return;
    const { my_read_seq: myReadSeq, unread_count: unreadCount } = conversation;
    if (canOpenWith(window, { userId, myReadSeq, unreadCount })) return;
    client.removeQueries({ queryKey: keys.messages(conversation.id), exact: true });
  });
  useEffect(() => {
    if (id === undefined) return;
    const cache = createQueryCache(client);
    return () =>
      cache.setWindow(id, (window) =>
        window.upTo === null
          ? withoutOldest(window, window.messages.length - MAX_MESSAGES)
          : window,
      );
  }, [client, id]);
};
