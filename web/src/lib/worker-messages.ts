/** Messages of the service worker to its pages. */
export type WorkerMessage =
  /** A notification was clicked. */
  | { readonly kind: 'open'; readonly path: string }
  /** The browser has changed or ended the push subscription. */
  | { readonly kind: 'subscription-changed' }
  /** A reply from a notification waits in the outbox. */
  | { readonly kind: 'outbox-changed' };

/** `data` of a shown notification. */
export interface ShownData {
  /** What a click opens. */
  readonly path: string;
  /** Of the message; absent in a test notification. */
  readonly seq?: number;
  /** When the message disappears, in epoch milliseconds. */
  readonly expiresAt?: number;
}

/** Has the message of a notification disappeared by then? */
export const hasExpired = (data: Partial<ShownData> | null, now: number): boolean =>
  (data?.expiresAt ?? Number.POSITIVE_INFINITY) <= now;
