import type { NotificationLanguage, NotificationPreview } from '#contracts/closed-lists.ts';
import type { QuietHours } from '#contracts/quiet-hours.ts';

/** The push subscription of a session, that is, of one device (Push API, RFC 8030). */
export interface WebPushSubscription {
  readonly userId: string;
  readonly sessionId: string;
  /** The device's address at its push service. Secret: anyone who has it can send requests to it. */
  readonly endpoint: string;
  /** Public key of the device, base64url. */
  readonly p256dh: string;
  /** Authentication secret of the device, base64url. */
  readonly auth: string;
  /** Origin of the site, for the address that a click opens. */
  readonly origin: string;
  readonly preview: NotificationPreview;
  readonly language: NotificationLanguage;
  readonly sound: boolean;
  readonly quietHours: QuietHours | null;
  /** When the device sent the subscription, epoch milliseconds. */
  readonly storedAt: number;
  /** Epoch milliseconds. The site sends its subscription at every start, which extends this time. */
  readonly expiresAt: number;
}

/** Push subscriptions: one per session, and each endpoint in one session only. */
export interface WebPushSubscriptionStore {
  /** Replaces the subscription of the session, and takes the endpoint from any other session or user. */
  put(subscription: WebPushSubscription): Promise<void>;
  /** Unexpired ones, in no order. Strongly consistent. */
  listByUser(userId: string): Promise<WebPushSubscription[]>;
  /** Removes the subscriptions of these sessions; ignores unknown sessions. */
  removeSessions(userId: string, which: readonly string[] | 'all'): Promise<void>;
  /** Removes a subscription, unless its session has a different endpoint by now. */
  removeGone(subscription: WebPushSubscription): Promise<void>;
}

/** The operations that the end of a session needs. */
export type EndedSubscriptions = Pick<WebPushSubscriptionStore, 'removeSessions'>;

/** A notification for one device. */
export interface WebPush {
  /** JSON, at most `limits.webPush.payloadBytes`. */
  readonly payload: string;
  /** At most 32 characters of base64url. A notification replaces an undelivered one with the same topic. */
  readonly topic: string;
  readonly ttlSeconds: number;
  readonly urgency: 'very-low' | 'low' | 'normal' | 'high';
}

/**
 * `accepted`: by the push service. `gone`: the subscription has ended. `refused`: a retry is useless. `busy`:
 * no answer, 429 or 5xx; `retryAfterSeconds` if the service named a time.
 */
export type WebPushOutcome =
  | { readonly kind: 'accepted' | 'gone' }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number | null };

/** Sends notifications to push services: encrypted (RFC 8291) and signed (RFC 8292). */
export interface WebPushSender {
  /** The VAPID public key, base64url; null if the operator has not set up notifications. */
  publicKey(): Promise<string | null>;
  /** Whether this is an address of a push service that Parley sends to. */
  accepts(endpoint: string): boolean;
  /**
   * Every response of the push service, and its absence, is an outcome. @throws if the keys of this home
   * cannot be loaded
   */
  send(subscription: WebPushSubscription, push: WebPush): Promise<WebPushOutcome>;
}

/** A notification that some devices did not get, because their push service failed. */
export interface PostponedNotification {
  readonly conversationId: string;
  readonly seq: number;
  /** Number of the next attempt. */
  readonly attempt: number;
  /** The sessions whose devices are still to be notified. */
  readonly sessionIds: readonly string[];
}

/** Notifications to send later. */
export interface NotificationQueue {
  put(notification: PostponedNotification, afterSeconds: number): Promise<void>;
}
