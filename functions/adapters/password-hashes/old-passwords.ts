import crypto, { timingSafeEqual } from 'node:crypto';
import { hashSync } from 'bcryptjs';
import { callOf } from './derivation.ts';
import { formsFor, parseHash } from './hash-format.ts';

/** The characters of the key at the end of a bcrypt hash. */
const bcryptKeyLength = 31;

/**
 * Compares a typed password with a hash of another home or system. It blocks the thread, which is right for a
 * function with one request at a time.
 */
export const matchesHash = (typed: string, hash: string): boolean => {
  const expected = parseHash(hash);
  if (!expected) return false;
  const { derivation, salt, key } = expected;
  for (const password of formsFor(typed)) {
    const call = callOf({ derivation, password, salt, keyBytes: key.length });
    const derived = derive(call);
    if (derived.length === key.length && timingSafeEqual(derived, key)) return true;
  }
  return false;
};

const derive = (call: ReturnType<typeof callOf>): Buffer => {
  switch (call[0]) {
    case 'hashSync':
      return Buffer.from(hashSync(...call[1]).slice(-bcryptKeyLength));
    case 'scryptSync':
      return crypto.scryptSync(...call[1]);
    case 'argon2Sync':
      return crypto.argon2Sync(...call[1]);
  }
};
