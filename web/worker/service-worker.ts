import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import type { WorkerMessage } from '../src/lib/worker-messages.ts';

declare const self: ServiceWorkerGlobalScope;
/** Put in by web/vite/service-worker.ts: the files that the site is made of. */
declare const FILES: PrecacheEntry[];

/**
 * Keeps the site itself for when there is no network. What the API says is none of its business: that is
 * neither asked through it nor kept by it.
 */
precacheAndRoute(FILES, { cleanURLs: false, directoryIndex: '' });
cleanupOutdatedCaches();

// Every page is the one page of the site. A name with a dot is a file.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/api\//, /^\/files\//, /^\/ws/, /\.[^/]*$/],
  }),
);

// Few need them all: the letters of other scripts are kept once they were shown.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.endsWith('.woff2'),
  new CacheFirst({ cacheName: 'parley-fonts' }),
);

const pages = (): Promise<readonly WindowClient[]> =>
  self.clients.matchAll({ type: 'window', includeUncontrolled: true });

/** The page that is there already, rather one that is in sight; or a new one. */
const openPage = async (path: string): Promise<void> => {
  const open = await pages();
  const page = open.find(({ visibilityState }) => visibilityState === 'visible') ?? open[0];
  if (!page) {
    await self.clients.openWindow(path);
    return;
  }
  page.postMessage({ kind: 'open', path } satisfies WorkerMessage);
  await page.focus();
};

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { path } = event.notification.data as { path: string };
  event.waitUntil(openPage(path));
});

// A new version waits until a page asks for it: pages of the old one need its files.
self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void self.skipWaiting();
});
