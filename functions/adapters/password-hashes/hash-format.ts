import { passwordForms } from '#core/domain/password.ts';
import { type Derivation, isAffordable } from './derivation.ts';

export interface PasswordHash {
  readonly derivation: Derivation;
  readonly salt: Buffer;
  readonly key: Buffer;
}

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
export const parseHash = (hash: string): PasswordHash | null => {
  const found = partsOf(hash);
  if (!found || !isAffordable(found.derivation)) return null;
  // Buffer accepts both base64 alphabets.
  const [salt, key] = found.rest.map((text) => Buffer.from(text, found.encoding));
  if (!salt || !key || salt.length < 8 || salt.length > 64) return null;
  if (key.length < 16 || key.length > 64) return null;
  return { derivation: found.derivation, salt, key };
};

/** Can a password be compared with this hash? */
export const isUsableHash = (hash: string): boolean => parseHash(hash) !== null;

/** Hashes of one kind take equally long. */
export const kindOf = ({ derivation }: PasswordHash): string => JSON.stringify(derivation);

/** The typed text, too, for a hash of a system that did not prepare passwords. */
export const formsFor = (typed: string): Iterable<string> =>
  new Set([...passwordForms(typed), typed]);
