import { isPushEndpoint, isTrustedOrigin } from '#contracts/push-services.ts';
import type { Clock } from '#core/ports/system.ts';
import type {
  WebPush,
  WebPushOutcome,
  WebPushSender,
  WebPushSubscription,
} from '#core/ports/web-push.ts';
import { encrypt } from './encrypt.ts';
import { makeHolds } from './holds.ts';
import { type PostAnswer, post } from './post.ts';
import { makeVapidHeader, type VapidKeys } from './vapid.ts';

export interface WebPushSettings {
  /** `mailto:` or `https:` address of the operator; null turns notifications off. */
  readonly contact: string | null;
  /** Origins of further push services that the operator trusts. */
  readonly origins: readonly string[];
  readonly loadKeys: () => Promise<VapidKeys>;
  /** Set where the public key is available without loading the private one. */
  readonly publicKey?: string;
  readonly clock: Clock;
}

const outcomeOf = ({ status, retryAfterSeconds }: PostAnswer): WebPushOutcome => {
  if (status >= 200 && status < 300) return { kind: 'accepted' };
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (status === 429 || status >= 500) return { kind: 'busy', retryAfterSeconds };
  return { kind: 'refused', status };
};

const bodyFor = ({ p256dh, auth }: WebPushSubscription, payload: string): Buffer | null => {
  try {
    return encrypt(payload, {
      publicKey: Buffer.from(p256dh, 'base64url'),
      auth: Buffer.from(auth, 'base64url'),
    });
  } catch {
    // The device's key is not a point of the curve, so nothing can be encrypted for it.
    return null;
  }
};

/** Origins in the environment, separated by spaces, or `none`. */
export const originsOf = (setting: string): string[] =>
  setting === 'none' ? [] : setting.split(' ');

/** Sends notifications by RFC 8030. Loads the keys when the first one is sent. */
export const webPushSender = (settings: WebPushSettings): WebPushSender => {
  const { contact, origins, clock } = settings;
  let loaded: Promise<VapidKeys> | null = null;
  const keys = (): Promise<VapidKeys> => {
    loaded ??= settings.loadKeys().catch((error: unknown) => {
      loaded = null;
      throw error;
    });
    return loaded;
  };
  let vapid: ReturnType<typeof makeVapidHeader> | null = null;
  const holds = makeHolds(clock);

  /** Stores how an answer limits the next requests. */
  const remember = (endpoint: string, { status, retryAfterSeconds }: PostAnswer): void => {
    if (status >= 500) holds.failed(endpoint);
    else holds.answered(endpoint);
    if (retryAfterSeconds !== null && (status === 429 || status >= 500)) {
      holds.asked(endpoint, retryAfterSeconds);
    }
    // The token was refused, perhaps because the clock was wrong when it was signed.
    if (status === 401 || status === 403) vapid?.remove(endpoint);
  };

  const send = async (
    contact: string,
    subscription: WebPushSubscription,
    { payload, topic, ttlSeconds, urgency }: WebPush,
  ): Promise<WebPushOutcome> => {
    const { endpoint } = subscription;
    if (!isPushEndpoint(endpoint, origins)) return { kind: 'gone' };
    const wait = holds.secondsLeft(endpoint);
    if (wait > 0) return { kind: 'busy', retryAfterSeconds: wait };
    const body = bodyFor(subscription, payload);
    if (!body) return { kind: 'gone' };
    vapid ??= makeVapidHeader(await keys(), contact, clock);
    const headers = {
      authorization: await vapid.headerFor(endpoint),
      ttl: ttlSeconds,
      topic,
      urgency,
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
    };
    const isTrusted = isTrustedOrigin(endpoint, origins);
    try {
      const answer = await post(endpoint, headers, body, { isTrusted, now: clock.now() });
      remember(endpoint, answer);
      return outcomeOf(answer);
    } catch {
      // No connection, no answer in time, or a name without a public address.
      holds.failed(endpoint);
      return { kind: 'busy', retryAfterSeconds: null };
    }
  };

  return {
    publicKey: async () =>
      contact === null ? null : (settings.publicKey ?? (await keys()).publicKey),
    accepts: (endpoint) => isPushEndpoint(endpoint, origins),
    send: async (subscription, push) =>
      contact === null ? { kind: 'refused', status: 0 } : send(contact, subscription, push),
  };
};
