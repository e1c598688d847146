import { clear, createStore } from 'idb-keyval';
import { eraseChanges } from '#client';
import { eraseRecentEmoji } from '../features/messages/emoji/recent-emoji.ts';
import { erasePush } from '../lib/push-manager.ts';
import { eraseLastDrafts } from '../sync/last-drafts.ts';
import { eraseAnswers } from '../sync/offline-copy.ts';

/**
 * Erases what an ended session left in this browser: the offline copy, the push subscription, notifications, recent emoji, and, unless
 * the session only expired, unsent messages, changes and drafts. Device preferences stay.
 *
 * When another user signs in, the unsent data of earlier users is erased
 * (outbox/indexeddb-storage.ts, pending/local-changes.ts, drafts-storage.ts), so it is never shown to or sent by someone
 * else.
 */
export const eraseLeft = async ({ hasExpired }: { hasExpired: boolean }): Promise<void> => {
  const unsent = [
    ['parley-outbox', 'items'],
    ['parley-outbox-files', 'files'],
    ['parley-drafts', 'drafts'],
  ] as const;
  eraseRecentEmoji();
  if (!hasExpired) {
    eraseLastDrafts();
    eraseChanges();
  }
  await Promise.allSettled([
    eraseAnswers(),
    erasePush(),
    ...(hasExpired ? [] : unsent.map(async ([db, store]) => clear(createStore(db, store)))),
  ]);
};
