import { useMemo } from 'react';
import { isArchived, isWaiting } from '#client';
import type { Conversation } from '#contracts/http/conversations.ts';
import { useNow } from '#site/lib/use-now.ts';
import { useConversations, useExtent, type View } from './use-conversations.ts';

/** One view of the loaded conversations, and how many archived ones and requests there are. */
export const useConversationView = (view: View) => {
  const { list, ...query } = useConversations();
  const { data: extent } = useExtent();
  // The end of a mute may bring an archived conversation back.
  const now = useNow(60_000);
  const views = useMemo(() => {
    const of: Record<View, Conversation[]> = { main: [], archived: [], requests: [] };
    for (const one of list) {
      if (isWaiting(one)) of.requests.push(one);
      else of[isArchived(one, now) ? 'archived' : 'main'].push(one);
    }
    return of;
  }, [list, now]);
  const countOf = (apart: 'archived' | 'requests'): number => {
    const { length } = views[apart];
    const pages = extent?.[apart];
    return !pages || pages.loaded >= pages.total ? length : Math.max(length, pages.count);
  };
  return {
    ...query,
    list: views[view],
    counts: { archived: countOf('archived'), requests: countOf('requests') },
  };
};
