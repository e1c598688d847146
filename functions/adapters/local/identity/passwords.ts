import { randomBytes, timingSafeEqual } from 'node:crypto';
import { preparePassword } from '#contracts/password.ts';
import { passwordForms } from '#core/domain/password.ts';
import {
  formsFor,
  kindOf,
  type PasswordHash,
  parseHash,
} from '#functions/adapters/password-hashes/hash-format.ts';
import { HashPool } from './hash-pool.ts';

/** One of OWASP's equivalent argon2id settings: see ADR 10. */
const cost = { m: 12_288, t: 3, p: 1 };
const saltBytes = 16;
const keyBytes = 32;

const pool = new HashPool();

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** A PHC string, `$argon2id$v=19$m=…,t=…,p=…$salt$key`. It includes the cost, which can be raised later. */
export const hashPassword = async (typed: string): Promise<string> => {
  const password = preparePassword(typed);
  const derivation = { algorithm: 'argon2id', ...cost } as const;
  const salt = randomBytes(saltBytes);
  const key = await pool.derive({ derivation, password, salt, keyBytes });
  const { m, t, p } = cost;
  return `$argon2id$v=19$m=${m},t=${t},p=${p}$${base64(salt)}$${base64(key)}`;
};

let decoy: Promise<PasswordHash> | undefined;

const makeDecoy = async (): Promise<PasswordHash> => {
  const made = parseHash(await hashPassword(randomBytes(16).toString('hex')));
  if (!made) throw new Error('a hash of today cannot be read');
  return made;
};

/**
 * Compares with hashes of the kinds that differ from `compared`, so that a refusal takes equally long for
 * every name. The results are of no interest.
 */
const matchNobody = async (
  password: string,
  compared: PasswordHash | null,
  stored: readonly string[],
): Promise<void> => {
  decoy ??= makeDecoy();
  decoy.catch(() => {
    decoy = undefined;
  });
  const found = stored.flatMap((hash) => parseHash(hash) ?? []);
  const kinds = new Map([...found, await decoy].map((hash) => [kindOf(hash), hash]));
  if (compared) kinds.delete(kindOf(compared));
  // Without other kinds there is nothing to hide.
  for (const hash of kinds.values()) await isKeyOf(password, hash);
};

const isKeyOf = async (password: string, hash: PasswordHash): Promise<boolean> => {
  const { derivation, salt, key } = hash;
  const keyBytes = key.length;
  return timingSafeEqual(await pool.derive({ derivation, password, salt, keyBytes }), key);
};

const isToday = (hash: string): boolean => {
  const { m, t, p } = cost;
  return hash.startsWith(`$argon2id$v=19$m=${m},t=${t},p=${p}$`);
};

/**
 * Compares a typed password with a hash; null stands for an unknown user. `outdated`: a match whose hash
 * should be replaced, because of its algorithm, its cost, or an earlier form of the password. `stored`: hashes
 * of the other kinds that are in use.
 */
export const checkPassword = async (
  typed: string,
  hash: string | null,
  stored: readonly string[] = [],
): Promise<'current' | 'outdated' | 'wrong'> => {
  const expected = hash === null ? null : parseHash(hash);
  const [prepared] = passwordForms(typed);
  for (const form of formsFor(typed)) {
    if (expected && (await isKeyOf(form, expected))) {
      return form === prepared && isToday(hash ?? '') ? 'current' : 'outdated';
    }
    await matchNobody(form, expected, stored);
  }
  return 'wrong';
};
