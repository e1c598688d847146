import type { NotificationLanguage, NotificationPreview } from '#contracts/closed-lists.ts';
import { limits } from '#contracts/limits.ts';
import { type PushData, type PushPayload, shortIdLength } from '#contracts/push-payload.ts';
import { isQuiet, type QuietHours } from '#contracts/quiet-hours.ts';
import type { WebPush } from '../ports/web-push.ts';

/** What a notification is about. */
export interface Occasion {
  readonly conversationId: string;
  readonly seq: number;
  readonly receiverId: string;
  readonly senderName: string;
  /** A path. */
  readonly senderPhoto: string | null;
  /** Beginning of the latest message's text; empty for files without a text. */
  readonly preview: string;
  /** When the message disappears. */
  readonly expiresAt?: number | undefined;
  /** Numbers of the receiver's unread messages, by conversation. */
  readonly unread: ReadonlyMap<string, number>;
}

/** The settings of one device. */
export interface Device {
  readonly origin: string;
  readonly preview: NotificationPreview;
  readonly language: NotificationLanguage;
  readonly sound: boolean;
  readonly quietHours: QuietHours | null;
}

const words = {
  en: {
    newMessage: 'New message',
    files: 'Sent a file',
    test: 'This is how a message will be announced.',
  },
  de: {
    newMessage: 'Neue Nachricht',
    files: 'Hat eine Datei gesendet',
    test: 'So wird eine Nachricht angekündigt.',
  },
} as const satisfies Record<NotificationLanguage, Record<string, string>>;

const title = 'Parley';

/** Title, text and picture: only what the device's preview setting allows. */
const shown = ({ preview, language }: Device, occasion: Occasion) => {
  const own = words[language];
  if (preview === 'none') return { title, body: own.newMessage };
  const { senderName, senderPhoto, preview: text } = occasion;
  const sender = { title: senderName, ...(senderPhoto !== null && { icon: senderPhoto }) };
  if (preview === 'name') return { ...sender, body: own.newMessage };
  return { ...sender, body: text === '' ? own.files : text };
};

interface Content {
  readonly title: string;
  readonly body: string;
  /** The path of a picture. */
  readonly icon?: string;
  readonly path: string;
  readonly tag: string;
  readonly topic: string;
  readonly badge?: number;
  /** Nobody gets the notification after this, in epoch milliseconds. */
  readonly until?: number;
  /** For the site's worker. */
  readonly data?: PushData;
}

/**
 * The payload: a Declarative Web Push message (Push API, "declarative push message"), which Safari shows by
 * itself and the site's worker elsewhere.
 */
const payloadOf = ({ origin, language }: Device, content: Content, silent: boolean): string =>
  JSON.stringify({
    web_push: 8030,
    notification: {
      title: content.title,
      body: content.body,
      lang: language,
      dir: 'auto',
      navigate: `${origin}${content.path}`,
      tag: content.tag,
      ...(content.icon !== undefined && { icon: `${origin}${content.icon}` }),
      silent,
      ...(content.data && { data: content.data }),
    },
    ...(content.badge !== undefined && { app_badge: content.badge }),
  } satisfies PushPayload);

/** The push service drops what it could not deliver in time. */
const ttlOf = ({ until }: Content, now: number): number =>
  until === undefined
    ? limits.webPush.ttlSeconds
    : Math.max(0, Math.min(limits.webPush.ttlSeconds, Math.floor((until - now) / 1_000)));

/**
 * In quiet hours a notification has no sound and a lower urgency: the push service may hold it until the
 * device wakes.
 */
const pushOf = (device: Device, content: Content, now: number): WebPush => {
  const quiet = device.quietHours !== null && isQuiet(device.quietHours, now);
  return {
    payload: payloadOf(device, content, quiet || !device.sound),
    topic: content.topic,
    ttlSeconds: ttlOf(content, now),
    urgency: quiet ? 'normal' : 'high',
  };
};

/**
 * The notification of a conversation's latest message. Topic and tag name the conversation: the push service
 * replaces an undelivered notification, and the device updates a shown one. `now`: epoch milliseconds.
 */
export const messagePush = (device: Device, occasion: Occasion, now: number): WebPush => {
  const { conversationId, seq, receiverId, unread, expiresAt } = occasion;
  const ids = [...unread.keys()].map((id) => id.slice(0, shortIdLength));
  const content = {
    ...shown(device, occasion),
    path: `/c/${conversationId}`,
    tag: conversationId,
    topic: conversationId.replaceAll('-', ''),
    badge: [...unread.values()].reduce((sum, count) => sum + count, 0),
    data: {
      seq,
      user_id: receiverId,
      unread: ids.length > limits.webPush.unreadIds ? null : ids,
      ...(expiresAt !== undefined && { expires_at: expiresAt }),
    },
    ...(expiresAt !== undefined && { until: expiresAt }),
  };
  return pushOf(device, content, now);
};

/** The test notification that users send from the settings. */
export const testPush = (device: Device, now: number): WebPush => {
  const content = {
    title,
    body: words[device.language].test,
    path: '/settings/notifications',
    tag: 'test',
    topic: 'test',
  };
  return pushOf(device, content, now);
};
