import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { withoutOldest } from '#client';
import type { Conversation } from '../../../../../functions/contracts/http/conversations.ts';
import { createQueryCache, keys } from '../../../sync/query-cache.ts';
import { useUserId } from '../../../sync/use-user-id.ts';
import { canOpenWith } from '../log/unread.ts';

/** So many messages are kept of a dialog that is left, to show at once when it is opened again. */
const KEPT = 100;

/** Sees to it that a dialog opens where it should, and that little is held of one that is left. */
export const useFreshWindow = (conversation: Conversation | undefined): void => {
  const client = useQueryClient();
  const userId = useUserId();
  const id = conversation?.id;
  // Before the first look at what is loaded, and only then.
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
        window.upTo === null ? withoutOldest(window, window.messages.length - KEPT) : window,
      );
  }, [client, id]);
};
