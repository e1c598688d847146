import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** The device's keys of a subscription, as bytes. */
export interface DeviceKeys {
  /** Uncompressed P-256 point, 65 bytes. */
  readonly publicKey: Uint8Array;
  /** 16 bytes. */
  readonly auth: Uint8Array;
}

/** The random values of one encryption; tests set those of the RFC's vectors. */
export interface EncryptionRandom {
  /** 16 bytes. */
  readonly salt: Uint8Array;
  /** Private P-256 key of the sender, 32 bytes, used once. */
  readonly privateKey: Uint8Array;
}

const curve = 'prime256v1';
/** The maximum body size that every push service accepts (RFC 8291, section 4). */
const bodyBytes = 4_096;
const headerBytes = 16 + 4 + 1 + 65;
const tagBytes = 16;
/** Marks the last record; zeros follow as padding (RFC 8188). */
const delimiter = Buffer.from([2]);
/** The record size: the whole body is one record. */
const recordSize = Buffer.from([0, 0, bodyBytes >> 8, bodyBytes & 0xff]);

const newRandom = (): EncryptionRandom => {
  const sender = createECDH(curve);
  sender.generateKeys();
  return { salt: randomBytes(16), privateKey: sender.getPrivateKey() };
};

const derive = (
  key: Uint8Array,
  salt: Uint8Array,
  info: readonly (string | Uint8Array)[],
  length: number,
): Buffer => {
  const joined = Buffer.concat(info.map((part) => Buffer.from(part)));
  return Buffer.from(hkdfSync('sha256', key, salt, joined, length));
};

/**
 * Encrypts a notification for one device: content coding `aes128gcm` (RFC 8188) with the keys of RFC 8291.
 * Padded to `paddedTo` bytes, so that the size reveals nothing about the text. @throws if the device's public
 * key is not a point of the curve, or the text is too long
 */
export const encrypt = (
  text: string,
  device: DeviceKeys,
  paddedTo = bodyBytes - headerBytes - tagBytes - delimiter.length,
  { salt, privateKey }: EncryptionRandom = newRandom(),
): Buffer => {
  const plain = Buffer.from(text, 'utf8');
  const padding = Buffer.alloc(Math.max(0, paddedTo - plain.length));
  const sender = createECDH(curve);
  sender.setPrivateKey(privateKey);
  const senderKey = sender.getPublicKey();
  const secret = sender.computeSecret(device.publicKey);
  const keyInfo = ['WebPush: info\0', device.publicKey, senderKey];
  const input = derive(secret, device.auth, keyInfo, 32);
  const key = derive(input, salt, ['Content-Encoding: aes128gcm\0'], 16);
  const nonce = derive(input, salt, ['Content-Encoding: nonce\0'], 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const body = Buffer.concat([
    salt,
    recordSize,
    Buffer.from([senderKey.length]),
    senderKey,
    cipher.update(Buffer.concat([plain, delimiter, padding])),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  if (body.length > bodyBytes) throw new Error('the notification is too long');
  return body;
};
