import type { Conversation } from '#contracts/http/conversations.ts';
import type { ConversationIndex } from './conversation-index.ts';
import { activityOf } from './conversation-index.ts';
import type { FetchedList, Pages } from './fetch-conversations.ts';
import { isArchived } from './member-settings.ts';

/** Does a list that was read reach down to this time? Pinned ones are out of its order. */
const reaches = (list: readonly Conversation[], { loaded, total }: Pages, at: string): boolean =>
  loaded >= total || list.some((one) => !one.me.is_pinned && activityOf(one) <= at);

/**
 * Known conversations that the lists would have if they were as this client knows them. They have been
 * archived, unpinned or brought back meanwhile, and their event was missed.
 */
export const unlisted = (
  known: ConversationIndex,
  { main, archived, extent }: FetchedList,
  now: number,
): string[] => {
  const listed = new Set([...main, ...archived].map(({ id }) => id));
  const isExpected = (one: Conversation): boolean => {
    const at = activityOf(one);
    if (isArchived(one, now)) return reaches(archived, extent.archived, at);
    return one.me.is_pinned || reaches(main, extent, at);
  };
  return Object.values(known)
    .filter((one) => !listed.has(one.id) && isExpected(one))
    .map(({ id }) => id);
};
