import { codeAt, stepAt } from '#core/domain/factor/totp.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The bytes of a secret as the API shows it. */
export const secretOf = (base32: string): Buffer => {
  const bits = [...base32].map((char) => alphabet.indexOf(char).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
};

/** The code that an authenticator app shows, or the one `steps` of 30 s later. */
export const appCode = (base32: string, now: number, steps = 0): string =>
  codeAt(secretOf(base32), stepAt(now) + steps);
