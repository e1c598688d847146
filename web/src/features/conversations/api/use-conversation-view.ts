import { useMemo } from 'react';
import { isArchived } from '#client';
import { useNow } from '#site/lib/use-now.ts';
import { useConversations, useExtent, type View } from './use-conversations.ts';

/** One view of the loaded conversations, and how many archived ones there are. */
export const useConversationView = (view: View) => {
  const { list, ...query } = useConversations();
  const { data: extent } = useExtent();
  // The end of a mute may bring an archived conversation back.
  const now = useNow(60_000);
  const [main, archived] = useMemo(() => {
    const apart = list.filter((one) => isArchived(one, now));
    return [list.filter((one) => !apart.includes(one)), apart];
  }, [list, now]);
  const areAllLoaded = extent === undefined || extent.archived.loaded >= extent.archived.total;
  return {
    ...query,
    list: view === 'main' ? main : archived,
    archivedCount: areAllLoaded
      ? archived.length
      : Math.max(archived.length, extent.archived.count),
  };
};
