import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { SignJWT } from 'jose';
import { limits } from '#contracts/limits.ts';
import type { Clock } from '#core/ports/system.ts';

/** The key pair that identifies this Parley to push services (RFC 8292). Subscriptions are bound to it. */
export interface VapidKeys {
  readonly privateKey: KeyObject;
  /** Uncompressed point, base64url: the `applicationServerKey` of browsers. */
  readonly publicKey: string;
}

const pointOf = (key: KeyObject): string => {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const bytes = [Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
  return Buffer.concat(bytes).toString('base64url');
};

/** A new P-256 private key as PEM, to be stored. */
export const newVapidPem = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

/** @throws if the text is no private key */
export const vapidKeysOf = (pem: string): VapidKeys => {
  const privateKey = createPrivateKey(pem);
  return { privateKey, publicKey: pointOf(createPublicKey(pem)) };
};

/** Clients name the hosts of push services, so their number must be limited. */
const maxTokens = 1_000;
const halfLifeMs = limits.webPush.tokenSeconds * 500;

/**
 * The `Authorization` header for a push service. `contact`: `mailto:` or `https:` address of the operator for
 * the service. Reuses a token for half of its lifetime, since signing is the expensive part.
 */
export const makeVapidHeader = (keys: VapidKeys, contact: string, clock: Clock) => {
  const tokens = new Map<string, { token: string; signedAt: number }>();

  const tokenFor = async (audience: string): Promise<string> => {
    const now = clock.now();
    const known = tokens.get(audience);
    // Valid if not too old. A token from before the clock was set back could be valid for longer than push
    // services allow.
    if (known && Math.abs(now - known.signedAt) < halfLifeMs) return known.token;
    const token = await new SignJWT()
      .setProtectedHeader({ typ: 'JWT', alg: 'ES256' })
      .setAudience(audience)
      .setSubject(contact)
      .setExpirationTime(Math.floor(now / 1_000) + limits.webPush.tokenSeconds)
      .sign(keys.privateKey);
    if (tokens.size >= maxTokens) tokens.clear();
    tokens.set(audience, { token, signedAt: now });
    return token;
  };

  return {
    headerFor: async (endpoint: string): Promise<string> =>
      `vapid t=${await tokenFor(new URL(endpoint).origin)}, k=${keys.publicKey}`,
    /** Makes the next header have a new token. */
    remove: (endpoint: string): void => void tokens.delete(new URL(endpoint).origin),
  };
};
