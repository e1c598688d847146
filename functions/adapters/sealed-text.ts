import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

const keyOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Encrypts a text under a secret of at least 128 random bits. */
export const seal = (text: string, secret: string): Uint8Array => {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, keyOf(secret), nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
};

/** Decrypts a text; null if it was not encrypted with this secret. */
export const unseal = (sealed: Uint8Array, secret: string): string | null => {
  const nonce = sealed.subarray(0, nonceBytes);
  const body = sealed.subarray(nonceBytes + tagBytes);
  const decipher = createDecipheriv(algorithm, keyOf(secret), nonce);
  try {
    decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
};
