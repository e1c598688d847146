import type { Conversation } from '#contracts/http/conversations.ts';
import type { ConversationIndex } from './conversation-index.ts';
import { activityOf } from './conversation-index.ts';
import type { FetchedList, Pages } from './fetch-conversations.ts';
import { isArchived } from './member-settings.ts';
import { isWaiting } from './requests.ts';

/** Does the list contain all conversations down to this time? Pinned ones have another order. */
const reaches = (list: readonly Conversation[], { loaded, total }: Pages, at: string): boolean =>
  loaded >= total || list.some((one) => !one.me.is_pinned && activityOf(one) <= at);

/**
 * Conversations that the lists would contain if this client's copies were current. They were archived,
 * unpinned, unarchived, accepted or declined meanwhile, and the client missed the event.
 */
export const unlisted = (
  known: ConversationIndex,
  { main, archived, requests, extent }: FetchedList,
  now: number,
): string[] => {
  const listed = new Set([...main, ...archived, ...requests].map(({ id }) => id));
  const isExpected = (one: Conversation): boolean => {
    const at = activityOf(one);
    if (one.request?.state === 'declined') return false;
    if (isWaiting(one)) return reaches(requests, extent.requests, at);
    if (isArchived(one, now)) return reaches(archived, extent.archived, at);
    return one.me.is_pinned || reaches(main, extent, at);
  };
  return Object.values(known)
    .filter((one) => !listed.has(one.id) && isExpected(one))
    .map(({ id }) => id);
};
