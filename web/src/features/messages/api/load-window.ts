import type { Call } from '../../../lib/api-client.ts';
import type { Cache } from '../../../realtime/cache.ts';
import type { MessageWindow } from '../../../realtime/message-window.ts';
import { windowOf, withOlder } from '../../../realtime/message-window.ts';

const PAGE = '50';

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
  return windowOf(page, known.last_seq);
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
