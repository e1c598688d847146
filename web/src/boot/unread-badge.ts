import type { QueryClient } from '@tanstack/react-query';
import type { ConversationIndex, Realtime } from '#client';
import { hasMoreThan, unreadOf, withSeen } from '#client';
import type { Conversation } from '#contracts/http/conversations.ts';
import { createQueryCache, keys } from '../sync/query-cache.ts';

const MAX_SHOWN = 99;

/** The logo with a number. Without one: web/public/favicon.svg. */
const iconWith = (
  count: number,
): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<path fill="#f08a5d" d="M30 20.500a7.500 7.500 0 0 0-15 0 7.500 7.500 0 0 0 7.500 7.500H28a2 2 0 0 0 2-2z"/>
<path fill="#12606f" d="M2 13a9.500 9.500 0 1 1 9.500 9.500H4a2 2 0 0 1-2-2z"/>
<circle cx="22" cy="10" r="10" fill="#c62828"/>
<text x="22" y="14.500" font-family="system-ui,sans-serif" font-size="13" font-weight="700" text-anchor="middle" fill="#fff">${count > MAX_SHOWN ? '∞' : count}</text></svg>`;

const showInTab = (count: number): void => {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!link) return;
  link.href =
    count === 0 ? '/favicon.svg' : `data:image/svg+xml,${encodeURIComponent(iconWith(count))}`;
};

/** The badge of the installed app, on most systems. */
const showOnApp = (count: number): void => {
  if (!('setAppBadge' in navigator)) return;
  const updated = count === 0 ? navigator.clearAppBadge() : navigator.setAppBadge(count);
  updated.catch(() => undefined);
};

export const showBadge = (count: number): void => {
  showInTab(count);
  showOnApp(count);
};

/**
 * Shows the number of unread messages whenever it changes. `countAll` asks the server for it, if
 * not all conversations are loaded. Returns a function that stops it and shows none.
 */
export const followUnread = (
  client: QueryClient,
  show: (count: number) => void,
  countAll: () => Promise<number>,
  realtime: Pick<Realtime, 'seen'>,
): (() => void) => {
  /** Null before the conversations are loaded: a badge of the worker stays until then. */
  let shown: number | null = null;
  /** Unread messages in conversations that are not loaded. */
  let beyond = 0;
  let loadedBefore = 0;
  let questions = 0;

  const loaded = () =>
    Object.values(client.getQueryData<ConversationIndex>(keys.conversations) ?? {});
  const sumOf = (unreadIn: (one: Conversation) => number): number => {
    const { seen } = realtime.seen.getState();
    return loaded().reduce((sum, one) => sum + unreadIn(withSeen(one, seen)), 0);
  };
  /** The server counts requests, too. */
  const withRequests = (): number => sumOf((one) => one.unread_count);
  const update = (): void => {
    const count = sumOf(unreadOf) + beyond;
    if (count === shown || client.getQueryData(keys.conversations) === undefined) return;
    shown = count;
    show(count);
  };

  const lookBeyond = async (): Promise<void> => {
    const question = ++questions;
    const extent = createQueryCache(client).listExtent();
    const hasMore = extent !== undefined && hasMoreThan(extent);
    const all = hasMore ? await countAll() : withRequests();
    if (question !== questions) return;
    beyond = Math.max(0, all - withRequests());
    update();
  };

  const look = (): void => {
    update();
    const count = loaded().length;
    if (count === loadedBefore) return;
    loadedBefore = count;
    // Without an answer, only the loaded conversations are counted.
    lookBeyond().catch(() => undefined);
  };
  look();
  const unsubscribe = client.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && query.queryKey[0] === keys.conversations[0]) look();
  });
  const stopSeeing = realtime.seen.subscribe(update);
  return () => {
    unsubscribe();
    stopSeeing();
    questions++;
    show(0);
  };
};
