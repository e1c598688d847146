import type { LoadDeps } from './load-window.ts';
import type { MessageWindow } from './message-window.ts';
import { withNewer, withOlder } from './window-pages.ts';

const PAGE = '50';

/** Puts the page before the window on top of it. */
export const loadOlder = async ({ call, cache }: LoadDeps, id: string): Promise<void> => {
  const asked = cache.window(id);
  if (!asked?.cursor) return;
  const query = { cursor: asked.cursor, limit: PAGE };
  const page = await call('GET /api/conversations/{id}/messages', { params: { id }, query });
  cache.setWindow(id, (window) =>
    // A window that was loaded anew, or let go of its top, meanwhile continues elsewhere.
    window.cursor === asked.cursor ? withOlder(window, page, asked.logSeq) : window,
  );
};

/** Puts what comes after the window at its end, as long as it ends before the conversation does. */
export const loadNewer = async ({ call, cache }: LoadDeps, id: string): Promise<void> => {
  const asked = cache.window(id);
  if (asked?.upTo == null) return;
  const query = { after: String(asked.upTo), limit: PAGE };
  const log = await call('GET /api/conversations/{id}/log', { params: { id }, query });
  const isSame = (window: MessageWindow): boolean => window.upTo === asked.upTo;
  cache.setWindow(id, (window) => (isSame(window) ? withNewer(window, log, asked.logSeq) : window));
};
