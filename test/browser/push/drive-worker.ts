import type { CDPSession, Page, Worker } from '@playwright/test';
import { expect } from '#test/browser/fixtures.ts';

/** What tests use of a worker's global object. */
type WorkerGlobal = typeof globalThis & { readonly registration: ServiceWorkerRegistration };

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly silent: boolean | null;
  readonly data: { readonly path: string; readonly seq?: number };
  readonly actions: readonly { readonly action: string; readonly type?: string }[];
}

/** Records the worker's badge; the headless shell ends a process whose worker sets one. */
const recordBadge = () => {
  const setAppBadge = async (count: number) => void Object.assign(globalThis, { badge: count });
  Object.defineProperty(navigator, 'setAppBadge', { value: setAppBadge });
};

/**
 * The headless shell grants no notifications: there, a list in the worker stands for the screen. A whole
 * Chromium (`PARLEY_BROWSER`) shows them.
 */
const putListInWorker = () => {
  const { registration } = globalThis as unknown as WorkerGlobal;
  const list: Record<string, unknown>[] = [];
  let ids = 0;
  const show = async (title: string, options: Record<string, unknown> = {}) => {
    const { tag = '' } = options;
    const same = list.findIndex((one) => tag !== '' && one['tag'] === tag);
    if (same >= 0) list.splice(same, 1);
    const id = ++ids;
    const close = () => {
      const at = list.findIndex((one) => one['id'] === id);
      if (at >= 0) list.splice(at, 1);
    };
    const defaults = { body: '', lang: '', silent: null, data: null, actions: [] };
    list.push({ ...defaults, ...structuredClone(options), title, tag, id, close });
  };
  Object.assign(registration, {
    showNotification: show,
    getNotifications: async ({ tag = '' } = {}) =>
      list.filter((one) => tag === '' || one['tag'] === tag),
  });
  Object.assign(globalThis, { list, showInList: show });
};

/** Gives pages of this context the worker's list. Call it before they load. */
const putListInPages = async (page: Page, worker: () => Worker): Promise<void> => {
  await page.exposeFunction('onList', (act: string, id: number, title: string, options: object) =>
    worker().evaluate(
      async ([what, which, name, given]): Promise<unknown> => {
        const { list, showInList } = globalThis as unknown as {
          list: { id: number; close: () => void }[];
          showInList: (title: string, options: object) => Promise<void>;
        };
        if (what === 'show') return showInList(name, given);
        if (what === 'close') list.find((one) => one.id === which)?.close();
        return list.map(({ close: _, ...one }) => one);
      },
      [act, id, title, options] as const,
    ),
  );
  await page.addInitScript(() => {
    type OnList = (act: string, id?: number, title?: string, options?: object) => Promise<unknown>;
    const { onList } = globalThis as unknown as { onList: OnList };
    Object.assign(ServiceWorkerRegistration.prototype, {
      showNotification: (title: string, options: object) => onList('show', 0, title, options),
      getNotifications: async ({ tag = '' } = {}) => {
        const all = (await onList('list')) as { id: number; tag: string }[];
        return all
          .filter((one) => tag === '' || one.tag === tag)
          .map((one) => ({ ...one, close: () => void onList('close', one.id) }));
      },
    });
    Object.defineProperty(Notification, 'permission', {
      configurable: true,
      get: () => 'granted',
    });
  });
};

/** The real service worker of a page, driven over the DevTools protocol. Loads the page again. */
export const driveWorker = async (page: Page, siteUrl: string) => {
  const context = page.context();
  const { origin } = new URL(siteUrl);
  await context.grantPermissions(['notifications'], { origin });
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const session: CDPSession = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first) resolve(first.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await registered;
  await expect.poll(() => context.serviceWorkers().length).toBe(1);
  const worker = (): Worker => {
    const [first] = context.serviceWorkers();
    if (!first) throw new Error('no service worker');
    return first;
  };
  await worker().evaluate(recordBadge);
  if (await worker().evaluate(() => Notification.permission !== 'granted')) {
    await worker().evaluate(putListInWorker);
    await putListInPages(page, worker);
    await page.reload();
  }
  return {
    worker,
    /** As a push service does; a text is delivered as it is. */
    deliver: async (payload: unknown): Promise<void> =>
      void (await session.send('ServiceWorker.deliverPushMessage', {
        ...{ origin, registrationId },
        data: typeof payload === 'string' ? payload : JSON.stringify(payload),
      })),
    /** The notifications on the screen. */
    shown: (): Promise<Shown[]> =>
      worker().evaluate(async () => {
        const { registration } = globalThis as unknown as WorkerGlobal;
        const all = (await registration.getNotifications()) as (Notification & {
          actions: Shown['actions'];
        })[];
        return all.map(({ title, body, tag, silent, data, actions }) => ({
          ...{ title, body, tag, silent, data },
          actions: actions.map(({ action, type }) => ({ action, ...(type && { type }) })),
        }));
      }),
    badge: (): Promise<number | undefined> =>
      worker().evaluate(() => (globalThis as { badge?: number }).badge),
    /** A click on the notification with this tag, or an answer written into it. Resolves after the worker's work. */
    click: (tag: string, { action = '', reply = null as string | null } = {}): Promise<void> =>
      worker().evaluate(
        async ([wanted, chosen, text]) => {
          const self = globalThis as unknown as WorkerGlobal;
          const [notification] = await self.registration.getNotifications({ tag: wanted });
          const waits: Promise<unknown>[] = [];
          const event = Object.assign(new Event('notificationclick'), {
            ...{ notification, action: chosen, reply: text },
            waitUntil: (promise: Promise<unknown>) => void waits.push(promise),
          });
          self.dispatchEvent(event);
          // A click that a test dispatches gives the worker no right to focus a page.
          await Promise.allSettled(waits);
        },
        [tag, action, reply] as const,
      ),
  };
};
