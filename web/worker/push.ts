import type { PushPayload } from '#contracts/push-payload.ts';
import { shortIdLength } from '#contracts/push-payload.ts';
import { ownPath } from '../src/lib/own-path.ts';
import { hasExpired } from '../src/lib/worker-messages.ts';
import { type Data, dataOf, defaultIcon, type Options, show } from './shown.ts';
import { wordsOf } from './words.ts';

declare const self: ServiceWorkerGlobalScope;

/** The path of an address of this site; `/` for any other. */
const pathOf = (address: string): string => {
  const url = URL.parse(address);
  return url?.origin === self.location.origin
    ? ownPath(url.pathname + url.search + url.hash, url.origin)
    : '/';
};

/** The photo of the sender, if it is of this site. */
const iconOf = (address: string): string => {
  const path = pathOf(address);
  return path === '/' ? defaultIcon : path;
};

/** Browsers that do not support answers in a notification show a button that opens the conversation. */
const actionsOf = (lang: string): NonNullable<Options['actions']> => {
  const { maxActions } = Notification as { maxActions?: number };
  if (!maxActions) return [];
  const { reply, placeholder } = wordsOf(lang);
  return [{ action: 'reply', title: reply, type: 'text', placeholder }];
};

/** Closes the notifications of messages that have disappeared. */
export const closeExpired = async (): Promise<void> => {
  for (const notification of await self.registration.getNotifications()) {
    if (hasExpired(dataOf(notification), Date.now())) notification.close();
  }
};

/** Closes the notifications of conversations that were read meanwhile, on another device. */
const closeRead = (
  shown: readonly Notification[],
  unread: readonly string[],
  tag: string,
): void => {
  for (const notification of shown) {
    const isMessage = dataOf(notification).seq !== undefined;
    const isUnread = unread.includes(notification.tag.slice(0, shortIdLength));
    if (isMessage && !isUnread && notification.tag !== tag) notification.close();
  }
};

const setBadge = async (count: number): Promise<void> => {
  const { navigator } = self;
  if ('setAppBadge' in navigator) await navigator.setAppBadge(count);
};

/**
 * Shows a notification, which replaces one with the same tag. It makes a sound only for a newer message,
 * since the same one may arrive twice, or an open page may have shown it.
 */
const showPayload = async ({ notification, app_badge }: PushPayload): Promise<void> => {
  const { title, body, lang, dir, tag, silent, navigate, icon, data: push } = notification;
  const all = await self.registration.getNotifications();
  const data: Data = {
    path: pathOf(navigate),
    ...(push && { seq: push.seq, push }),
    ...(push?.expires_at !== undefined && { expiresAt: push.expires_at }),
  };
  const before = all.find((one) => one.tag === tag);
  const seqBefore = (before && dataOf(before).seq) ?? 0;
  const options = {
    ...{ body, lang, dir, tag, data },
    ...(icon !== undefined && { icon: iconOf(icon) }),
    actions: push ? actionsOf(lang) : [],
  };
  if (before && push && seqBefore >= push.seq) {
    const isSame = seqBefore === push.seq;
    await show(isSame ? title : before.title, {
      ...options,
      ...(!isSame && { body: before.body, data: { ...data, ...dataOf(before) } }),
      silent: true,
    });
  } else {
    await show(title, { ...options, silent, renotify: tag !== '' });
  }
  if (push?.unread) closeRead(all, push.unread, tag);
  if (app_badge !== undefined) await setBadge(app_badge).catch(() => undefined);
};

/**
 * Browsers revoke the permission of a site that shows nothing for a push, so this always shows a
 * notification.
 */
const showAnything = (): Promise<void> =>
  show('Parley', {
    body: wordsOf(self.navigator.language).newMessage,
    tag: 'unknown',
    data: { path: '/' } satisfies Data,
  });

const isLate = ({ notification: { data } }: PushPayload): boolean =>
  data?.expires_at !== undefined && data.expires_at <= Date.now();

export const onPush = async (message: PushMessageData | null): Promise<void> => {
  try {
    const payload = message?.json() as PushPayload;
    await closeExpired();
    // A push service may deliver late.
    await (isLate(payload) ? showAnything() : showPayload(payload));
  } catch {
    await showAnything();
  }
};
