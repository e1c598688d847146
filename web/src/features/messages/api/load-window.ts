import type { Call } from '../../../lib/api-client.ts';
import type { Cache } from '../../../realtime/cache.ts';
import type { MessageWindow } from '../../../realtime/message-window.ts';
import { windowOf, withOlder } from '../../../realtime/message-window.ts';

const PAGE = '50';
const MOST_LAG = 100;

/**
 * A page of history may lag a moment behind the conversation: what it shows no trace of counts as
 * missing, and is found in the log. What concerns older messages leaves no trace, so this goes back
 * only so far.
 */
const completeUpTo = (items: readonly { rev: number }[], lastSeq: number): number => {
  const newest = Math.max(0, ...items.map(({ rev }) => rev));
  return Math.max(Math.min(newest, lastSeq), lastSeq - MOST_LAG);
};

/** The end of a conversation. What happens meanwhile is found by comparing `logSeq` afterwards. */
export const loadWindow = async (
  { call, cache }: { call: Call; cache: Cache },
  id: string,
  signal?: AbortSignal,
): Promise<MessageWindow> => {
  const known =
    cache.conversation(id) ??
    (await call('GET /api/conversations/{id}', { params: { id } }, signal));
  const page = await call(
    'GET /api/conversations/{id}/messages',
    { params: { id }, query: { limit: PAGE } },
    signal,
  );
  return windowOf(page, completeUpTo(page.items, known.last_seq));
};

/** Puts the page before the window on top of it. */
export const loadOlder = async (
  { call, cache }: { call: Call; cache: Cache },
  id: string,
): Promise<void> => {
  const asked = cache.window(id);
  if (!asked?.cursor) return;
  const query = { cursor: asked.cursor, limit: PAGE };
  const page = await call('GET /api/conversations/{id}/messages', { params: { id }, query });
  cache.setWindow(id, (window) =>
    // A window that was loaded anew meanwhile continues elsewhere.
    window.cursor === asked.cursor ? withOlder(window, page, asked.logSeq) : window,
  );
};
