import { randomBytes, timingSafeEqual } from 'node:crypto';
import { preparePassword } from '#contracts/password.ts';
import { passwordForms } from '#core/domain/password.ts';
import { type Derivation, isAffordable } from './derivation.ts';
import { HashPool } from './hash-pool.ts';

/** One of OWASP's equivalent argon2id settings: see ADR 10. */
const cost = { m: 12_288, t: 3, p: 1 };
const saltBytes = 16;
const keyBytes = 32;

interface PasswordHash {
  readonly derivation: Derivation;
  readonly salt: Buffer;
  readonly key: Buffer;
}

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

const argon2id = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;
/** `scrypt$N$r$p$salt$key`, the format of ADR 5. */
const scrypt = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/;

const derivationOf = (hash: string): { derivation: Derivation; rest: string[] } | null => {
  const [, m, t, p, ...rest] = argon2id.exec(hash) ?? [];
  if (m) {
    const numbers = { m: Number(m), t: Number(t), p: Number(p) };
    return { derivation: { algorithm: 'argon2id', ...numbers }, rest };
  }
  const [, N, r, lanes, ...others] = scrypt.exec(hash) ?? [];
  if (!N) return null;
  const numbers = { N: Number(N), r: Number(r), p: Number(lanes) };
  return { derivation: { algorithm: 'scrypt', ...numbers }, rest: others };
};

/** Null for a malformed hash, or one that is too expensive to compute. */
const parse = (hash: string): PasswordHash | null => {
  const found = derivationOf(hash);
  if (!found || !isAffordable(found.derivation)) return null;
  // Buffer accepts both base64 alphabets.
  const [salt, key] = found.rest.map((text) => Buffer.from(text, 'base64'));
  if (!salt || !key || salt.length < 8 || salt.length > 64) return null;
  return key.length < 16 || key.length > 64 ? null : { ...found, salt, key };
};

let decoy: Promise<PasswordHash> | undefined;

const makeDecoy = async (): Promise<PasswordHash> => {
  const made = parse(await hashPassword(randomBytes(16).toString('hex')));
  if (!made) throw new Error('a hash of today cannot be read');
  return made;
};

/** Takes as long as a real comparison; never matches. */
const matchNobody = async (password: string): Promise<false> => {
  decoy ??= makeDecoy();
  decoy.catch(() => {
    decoy = undefined;
  });
  await isKeyOf(password, await decoy);
  return false;
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
 * should be replaced, because of its cost or an earlier form of the password.
 */
export const checkPassword = async (
  typed: string,
  hash: string | null,
): Promise<'current' | 'outdated' | 'wrong'> => {
  const expected = hash === null ? null : parse(hash);
  const [prepared, ...formers] = passwordForms(typed);
  for (const form of [prepared, ...formers]) {
    const matches = expected ? await isKeyOf(form, expected) : await matchNobody(form);
    if (matches) return form === prepared && isToday(hash ?? '') ? 'current' : 'outdated';
  }
  return 'wrong';
};
