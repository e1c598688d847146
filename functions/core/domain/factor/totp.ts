import { createHmac, timingSafeEqual } from 'node:crypto';
import { factorLimits } from '#contracts/http/factor/factor-limits.ts';

const { codeDigits, stepSeconds } = factorLimits;

/** The number of the time step (RFC 6238) that contains `now`. */
export const stepAt = (now: number): number => Math.floor(now / (stepSeconds * 1_000));

/** The code of a step: HOTP (RFC 4226) with HMAC-SHA-1, which every authenticator app supports. */
export const codeAt = (secret: Uint8Array, step: number, digits: number = codeDigits): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
};

const isCode = (code: string, typed: string): boolean =>
  code.length === typed.length && timingSafeEqual(Buffer.from(code), Buffer.from(typed));

/**
 * The step of a code: that of `now`, the one before or the one after, since clocks differ. Null for another code, and
 * for a step up to `used`: a code is valid once.
 */
export const matchingStep = (
  secret: Uint8Array,
  typed: string,
  { now, used }: { now: number; used: number },
): number | null => {
  if (!/^\d+$/.test(typed)) return null;
  const current = stepAt(now);
  const steps = [current, current - 1, current + 1].filter((step) => step > used);
  return steps.find((step) => isCode(codeAt(secret, step), typed)) ?? null;
};

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, without padding, which authenticator apps do not expect. */
export const base32 = (bytes: Uint8Array): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => alphabet[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
};

/** For a QR code. The issuer is what an app shows above the name: the host of the site. */
export const totpUri = (secret: Uint8Array, issuer: string, username: string): string => {
  const at = encodeURIComponent(issuer);
  return `otpauth://totp/${at}:${encodeURIComponent(username)}?secret=${base32(secret)}&issuer=${at}`;
};
