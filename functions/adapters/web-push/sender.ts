import { isPushEndpoint, isTrustedOrigin } from '#contracts/push-services.ts';
import type { Clock } from '#core/ports/system.ts';
import type {
  WebPush,
  WebPushOutcome,
  WebPushSender,
  WebPushSubscription,
} from '#core/ports/web-push.ts';
import { encrypt } from './encrypt.ts';
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
    // The device's key is not a point of the curve: nothing can be sent to it.
    return null;
  }
};

/** Origins in the environment, separated by spaces, or `none`. */
export const originsOf = (setting: string): string[] =>
  setting === 'none' ? [] : setting.split(' ');

/** Sends notifications by RFC 8030. Loads the keys with the first one. */
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
  let header: ReturnType<typeof makeVapidHeader> | null = null;

  const send = async (
    contact: string,
    subscription: WebPushSubscription,
    { payload, topic, ttlSeconds, urgency }: WebPush,
  ): Promise<WebPushOutcome> => {
    const { endpoint } = subscription;
    const body = isPushEndpoint(endpoint, origins) ? bodyFor(subscription, payload) : null;
    if (!body) return { kind: 'gone' };
    header ??= makeVapidHeader(await keys(), contact, clock);
    const headers = {
      authorization: await header(endpoint),
      ttl: ttlSeconds,
      topic,
      urgency,
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
    };
    const isTrusted = isTrustedOrigin(endpoint, origins);
    return outcomeOf(await post(endpoint, headers, body, { isTrusted, now: clock.now() }));
  };

  return {
    publicKey: async () =>
      contact === null ? null : (settings.publicKey ?? (await keys()).publicKey),
    accepts: (endpoint) => isPushEndpoint(endpoint, origins),
    send: async (subscription, push) => {
      if (contact === null) return { kind: 'refused', status: 0 };
      try {
        return await send(contact, subscription, push);
      } catch {
        // No connection, no answer in time, or a name without a public address.
        return { kind: 'busy', retryAfterSeconds: null };
      }
    },
  };
};
