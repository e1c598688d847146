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

/** `$2b$rounds$` with 22 characters of salt and 31 of the key: an imported hash (docs/moving/import.md). */
const bcrypt = /^\$2[aby]\$(\d\d)\$([./\w]{22})([./\w]{31})$/;

interface Parts {
  readonly derivation: Derivation;
  readonly rest: readonly string[];
  /** The bytes are those of the text itself for bcrypt, whose alphabet has another order. */
  readonly encoding: 'base64' | 'latin1';
}

const partsOf = (hash: string): Parts | null => {
  const [, m, t, p, ...rest] = argon2id.exec(hash) ?? [];
  if (m) {
    const numbers = { m: Number(m), t: Number(t), p: Number(p) };
    return { derivation: { algorithm: 'argon2id', ...numbers }, rest, encoding: 'base64' };
  }
  const [, rounds, ...texts] = bcrypt.exec(hash) ?? [];
  if (rounds) {
    const derivation = { algorithm: 'bcrypt', rounds: Number(rounds) } as const;
    return { derivation, rest: texts, encoding: 'latin1' };
  }
  const [, N, r, lanes, ...others] = scrypt.exec(hash) ?? [];
  if (!N) return null;
  const numbers = { N: Number(N), r: Number(r), p: Number(lanes) };
  return { derivation: { algorithm: 'scrypt', ...numbers }, rest: others, encoding: 'base64' };
};

/** Null for a malformed hash, or one that is too expensive to compute. */
const parse = (hash: string): PasswordHash | null => {
  const found = partsOf(hash);
  if (!found || !isAffordable(found.derivation)) return null;
  // Buffer accepts both base64 alphabets.
  const [salt, key] = found.rest.map((text) => Buffer.from(text, found.encoding));
  if (!salt || !key || salt.length < 8 || salt.length > 64) return null;
  if (key.length < 16 || key.length > 64) return null;
  return { derivation: found.derivation, salt, key };
};

/** Can a password be compared with this hash? */
export const isUsableHash = (hash: string): boolean => parse(hash) !== null;

/** Hashes of one kind take equally long. */
const kindOf = ({ derivation }: PasswordHash): string => JSON.stringify(derivation);

let decoy: Promise<PasswordHash> | undefined;

const makeDecoy = async (): Promise<PasswordHash> => {
  const made = parse(await hashPassword(randomBytes(16).toString('hex')));
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
  const found = stored.flatMap((hash) => parse(hash) ?? []);
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

/** The typed text, too, for a hash of a system that did not prepare passwords. */
const formsFor = (typed: string): Iterable<string> => new Set([...passwordForms(typed), typed]);

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
  const expected = hash === null ? null : parse(hash);
  const [prepared] = passwordForms(typed);
  for (const form of formsFor(typed)) {
    if (expected && (await isKeyOf(form, expected))) {
      return form === prepared && isToday(hash ?? '') ? 'current' : 'outdated';
    }
    await matchNobody(form, expected, stored);
  }
  return 'wrong';
};
