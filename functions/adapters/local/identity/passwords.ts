import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/**
 * One of OWASP's equivalent scrypt settings. At 32 MB a hash the C library maps the memory and gives
 * it back at once; smaller settings stay resident in every thread of the pool.
 */
const cost = { N: 2 ** 15, r: 8, p: 3 };
const maxmem = 64 * 1024 * 1024;
const keyBytes = 32;

/** `scrypt$N$r$p$salt$key`: the cost travels along, so that it can be raised later. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16);
  const key = await derive(password.normalize('NFC'), salt, keyBytes, { ...cost, maxmem });
  const { N, r, p } = cost;
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
};

export const passwordMatches = async (password: string, hash: string): Promise<boolean> => {
  const [, N, r, p, salt, key] = hash.split('$');
  const expected = Buffer.from(key ?? '', 'base64url');
  const options = { N: Number(N), r: Number(r), p: Number(p), maxmem };
  const actual = await derive(
    password.normalize('NFC'),
    Buffer.from(salt ?? '', 'base64url'),
    expected.length,
    options,
  );
  return timingSafeEqual(actual, expected);
};

let decoy: Promise<string> | undefined;

/** Takes as long as a real comparison and is never a match: for names that nobody has. */
export const matchNobody = async (password: string): Promise<false> => {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  await passwordMatches(password, await decoy);
  return false;
};
