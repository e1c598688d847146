import type { NotificationLanguage, NotificationPreview } from '#contracts/closed-lists.ts';
import type { QuietHours } from '../domain/quiet-hours.ts';

/** The push subscription of a session, that is, of one device (Push API, RFC 8030). */
export interface WebPushSubscription {
  readonly userId: string;
  readonly sessionId: string;
  /** Address of the device at its push service. A secret: who knows it can disturb the device. */
  readonly endpoint: string;
  /** Public key of the device, base64url. */
  readonly p256dh: string;
  /** Authentication secret of the device, base64url. */
  readonly auth: string;
  /** Of the site, for the address that a click opens. */
  readonly origin: string;
  readonly preview: NotificationPreview;
  readonly language: NotificationLanguage;
  readonly sound: boolean;
  readonly quietHours: QuietHours | null;
  /** When the device sent it, epoch milliseconds. */
  readonly storedAt: number;
  /** Epoch milliseconds. The site sends it again at every start, which prolongs it. */
  readonly expiresAt: number;
}

/** Push subscriptions: one per session, and each endpoint in one session only. */
export interface WebPushSubscriptionStore {
  /** Replaces the subscription of the session, and takes the endpoint from any other session or user. */
  put(subscription: WebPushSubscription): Promise<void>;
  /** Unexpired ones, in no order. Strongly consistent. */
  listByUser(userId: string): Promise<WebPushSubscription[]>;
  /** Removes those of ended sessions; ignores unknown ones. */
  removeSessions(userId: string, which: readonly string[] | 'all'): Promise<void>;
  /** Removes it, unless its session has meanwhile another endpoint. */
  removeGone(subscription: WebPushSubscription): Promise<void>;
}

/** What the end of sessions needs of push subscriptions. */
export type EndedSubscriptions = Pick<WebPushSubscriptionStore, 'removeSessions'>;

/** A notification for one device. */
export interface WebPush {
  /** JSON, at most `limits.webPush.payloadBytes`. */
  readonly payload: string;
  /** At most 32 characters of base64url: an undelivered one of the same topic is replaced. */
  readonly topic: string;
  readonly ttlSeconds: number;
  readonly urgency: 'very-low' | 'low' | 'normal' | 'high';
}

/**
 * `accepted`: the push service took it. `gone`: the subscription has ended. `refused`: repeating is useless.
 * `busy`: no answer, 429 or 5xx; `retryAfterSeconds` if the service named a time.
 */
export type WebPushOutcome =
  | { readonly kind: 'accepted' | 'gone' }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number | null };

/** Hands notifications to push services: encrypted (RFC 8291) and signed (RFC 8292). Never throws. */
export interface WebPushSender {
  /** The VAPID public key, base64url; null if the operator has not set up notifications. */
  publicKey(): Promise<string | null>;
  /** May this address be sent to? */
  accepts(endpoint: string): boolean;
  send(subscription: WebPushSubscription, push: WebPush): Promise<WebPushOutcome>;
}

/** An announcement that a push service did not take from some devices. */
export interface PostponedNotification {
  readonly conversationId: string;
  readonly seq: number;
  /** Of the next attempt. */
  readonly attempt: number;
  /** The devices that are left. */
  readonly sessionIds: readonly string[];
}

/** Announcements for later, with their delay. */
export interface NotificationQueue {
  put(notification: PostponedNotification, afterSeconds: number): Promise<void>;
}
