import type { LoadDeps } from './load-window.ts';
import type { MessageWindow } from './message-window.ts';
import { withNewer, withOlder } from './window-pages.ts';

const PAGE = '50';

/** Prepends the page before the window. */
export const loadOlder = async ({ call, cache }: LoadDeps, id: string): Promise<void> => {
  const asked = cache.window(id);
  if (!asked?.cursor) return;
  const query = { cursor: asked.cursor, limit: PAGE };
  const page = await call('GET /api/conversations/{id}/messages', { params: { id }, query });
  cache.setWindow(id, (window) =>
    // Skips a window that was meanwhile reloaded or trimmed at its top.
    window.cursor === asked.cursor ? withOlder(window, page, asked.logSeq) : window,
  );
};

/** Appends the page after the window, if the window does not reach the end of the conversation. */
export const loadNewer = async ({ call, cache }: LoadDeps, id: string): Promise<void> => {
  const asked = cache.window(id);
  if (asked?.upTo == null) return;
  const query = { after: String(asked.upTo), limit: PAGE };
  const log = await call('GET /api/conversations/{id}/log', { params: { id }, query });
  const isSame = (window: MessageWindow): boolean => window.upTo === asked.upTo;
  cache.setWindow(id, (window) => (isSame(window) ? withNewer(window, log, asked.logSeq) : window));
};
