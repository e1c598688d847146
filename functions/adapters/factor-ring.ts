import { randomBytes } from 'node:crypto';
import { seal, unseal } from './sealed-text.ts';

/** The keys for the secrets of second factors, by id. The first one encrypts, the others only decrypt. */
export type FactorRing = readonly { readonly id: string; readonly key: string }[];

/** A new key with a random id, as text: `<id>.<key>`. */
export const newFactorKey = (): string =>
  `${randomBytes(6).toString('base64url')}.${randomBytes(32).toString('base64url')}`;

/** Keys as text, separated by a space. */
export const ringOf = (text: string): FactorRing =>
  text.split(' ').map((entry) => {
    const [id = '', key = ''] = entry.split('.', 2);
    if (key.length < 43) throw new Error('a key of second factors is malformed');
    return { id, key };
  });

/** Each user has a derived key, so that a secret that is copied to another account cannot be read there. */
const keyFor = (key: string, userId: string): string => `${key} ${userId}`;

export const sealFactor = (ring: FactorRing, userId: string, secret: Uint8Array): string => {
  const [first] = ring;
  if (!first) throw new Error('there is no key for second factors');
  const sealed = seal(Buffer.from(secret).toString('base64url'), keyFor(first.key, userId));
  return `${first.id}.${Buffer.from(sealed).toString('base64url')}`;
};

/** Null if no key opens it. */
export const openFactor = (ring: FactorRing, userId: string, text: string): Buffer | null => {
  const [id, sealed = ''] = text.split('.', 2);
  const found = ring.find((one) => one.id === id);
  const opened = found && unseal(Buffer.from(sealed, 'base64url'), keyFor(found.key, userId));
  return opened ? Buffer.from(opened, 'base64url') : null;
};
