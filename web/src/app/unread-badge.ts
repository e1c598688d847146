import type { QueryClient } from '@tanstack/react-query';
import { keys } from '../realtime/cache.ts';
import type { ConversationIndex } from '../realtime/conversation-index.ts';

const MOST = 99;

/** The logo with a number on it, as web/public/favicon.svg draws it without. */
const iconWith = (
  count: number,
): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<path fill="#f08a5d" d="M30 20.500a7.500 7.500 0 0 0-15 0 7.500 7.500 0 0 0 7.500 7.500H28a2 2 0 0 0 2-2z"/>
<path fill="#12606f" d="M2 13a9.500 9.500 0 1 1 9.500 9.500H4a2 2 0 0 1-2-2z"/>
<circle cx="22" cy="10" r="10" fill="#c62828"/>
<text x="22" y="14.500" font-family="system-ui,sans-serif" font-size="13" font-weight="700" text-anchor="middle" fill="#fff">${count > MOST ? '∞' : count}</text></svg>`;

const showInTab = (count: number): void => {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!link) return;
  link.href =
    count === 0 ? '/favicon.svg' : `data:image/svg+xml,${encodeURIComponent(iconWith(count))}`;
};

/** The installed app has a badge of its own, on most systems. */
const showOnApp = (count: number): void => {
  if (!('setAppBadge' in navigator)) return;
  const told = count === 0 ? navigator.clearAppBadge() : navigator.setAppBadge(count);
  told.catch(() => undefined);
};

export const showBadge = (count: number): void => {
  showInTab(count);
  showOnApp(count);
};

const unreadIn = (client: QueryClient): number =>
  Object.values(client.getQueryData<ConversationIndex>(keys.conversations) ?? {}).reduce(
    (sum, { unread_count }) => sum + unread_count,
    0,
  );

/** Shows how many messages are unread, whenever that changes. Returns how to stop, which shows none. */
export const followUnread = (client: QueryClient, show: (count: number) => void): (() => void) => {
  let shown = 0;
  const look = (): void => {
    const count = unreadIn(client);
    if (count === shown) return;
    shown = count;
    show(count);
  };
  look();
  const unsubscribe = client.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && query.queryKey[0] === keys.conversations[0]) look();
  });
  return () => {
    unsubscribe();
    if (shown > 0) show(0);
  };
};
