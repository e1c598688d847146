import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import type { WorkerMessage } from '../src/lib/worker-messages.ts';
import { closeExpired, onPush } from './push.ts';
import { onReply } from './reply.ts';
import { dataOf } from './shown.ts';

declare const self: ServiceWorkerGlobalScope;
/** Filled in by web/vite/service-worker.ts: the files of the site. */
declare const FILES: PrecacheEntry[];

/** Caches the site's files for offline use. API calls bypass it and are not cached. */
precacheAndRoute(FILES, { cleanURLs: false, directoryIndex: '' });
cleanupOutdatedCaches();

// All pages are served by index.html. A path with a dot is a file, unless it is a user's name.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/api\//, /^\/files\//, /^\/ws/, /^(?!\/u\/).*\.[^/]*$/],
  }),
);

// Fonts of other scripts are cached on first use.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.endsWith('.woff2'),
  new CacheFirst({ cacheName: 'parley-fonts' }),
);

const pages = (): Promise<readonly WindowClient[]> =>
  self.clients.matchAll({ type: 'window', includeUncontrolled: true });

/** Pages without a signed-in user do not navigate by message. */
const navigates = ({ url }: WindowClient): boolean =>
  !/^\/(docs|join|sign-)/.test(new URL(url).pathname);

/** Focuses an open page, preferably a visible one; otherwise opens a new one. */
const openPage = async (path: string): Promise<void> => {
  const open = (await pages()).filter(navigates);
  const page = open.find(({ visibilityState }) => visibilityState === 'visible') ?? open[0];
  if (!page) {
    await self.clients.openWindow(path);
    return;
  }
  page.postMessage({ kind: 'open', path } satisfies WorkerMessage);
  await page.focus();
};

self.addEventListener('push', (event) => event.waitUntil(onPush(event.data)));

self.addEventListener('notificationclick', (event) => {
  const { notification, action } = event;
  const { reply = null } = event as { reply?: string | null };
  notification.close();
  const text = action === 'reply' ? (reply ?? '').trim() : '';
  if (text !== '') event.waitUntil(onReply(notification, text));
  else event.waitUntil(openPage(dataOf(notification).path ?? '/'));
  event.waitUntil(closeExpired());
});

// The next start of a page sends the new subscription, if none is open.
self.addEventListener('pushsubscriptionchange', (event) => {
  const send = async (): Promise<void> => {
    for (const page of await pages()) {
      page.postMessage({ kind: 'subscription-changed' } satisfies WorkerMessage);
    }
  };
  event.waitUntil(send());
});

// A new version waits until a page asks for it, because pages of the old version need its files.
self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void self.skipWaiting();
});
