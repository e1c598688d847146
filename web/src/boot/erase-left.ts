import { clear, createStore } from 'idb-keyval';
import { forgetEmoji } from '../features/messages/emoji/recent-emoji.ts';
import { forgetLastDrafts } from '../sync/last-drafts.ts';
import { forgetAnswers } from '../sync/offline-copy.ts';

/**
 * Erases what a session that has ended left in this browser: the copy of what the server said, the emoji picked
 * last, and unless it only expired what is unsent. The unsent things of one user are never shown to or sent by
 * another: whoever signs in has those of others erased (outbox-storage.ts, drafts-storage.ts). What stays are
 * preferences of the device.
 */
export const eraseLeft = async ({ hasExpired }: { hasExpired: boolean }): Promise<void> => {
  const unsent = [
    ['parley-outbox', 'items'],
    ['parley-outbox-files', 'files'],
    ['parley-drafts', 'drafts'],
  ] as const;
  forgetEmoji();
  if (!hasExpired) forgetLastDrafts();
  await Promise.allSettled([
    forgetAnswers(),
    ...(hasExpired ? [] : unsent.map(async ([db, store]) => clear(createStore(db, store)))),
  ]);
};
