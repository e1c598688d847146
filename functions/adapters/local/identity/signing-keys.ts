import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { exportJWK, importPKCS8, type JWK } from 'jose';
import { limits } from '#contracts/limits.ts';
import type { Database } from '../sqlite/database.ts';

export const algorithm = 'RS256';
const setting = 'signing_keys';

/** The first key signs; others only verify, until all tokens that they signed have expired. */
interface StoredKey {
  readonly kid: string;
  readonly pem: string;
  /** Epoch milliseconds; null for the signing key. */
  readonly until: number | null;
}

export interface LoadedKeys {
  /** The stored text of the loaded keys; a different text means that they were rotated. */
  readonly stored: string;
  readonly kid: string;
  readonly privateKey: Awaited<ReturnType<typeof importPKCS8>>;
  readonly verifying: readonly {
    readonly kid: string;
    readonly publicKey: KeyObject;
    readonly until: number | null;
    readonly jwk: JWK;
  }[];
}

const newKey = (kid: string): StoredKey => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid, pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), until: null };
};

export const storedKeys = (db: Database): string | undefined =>
  db.get('SELECT value FROM settings WHERE name = ?', setting)?.['value'] as string | undefined;

/** The install's RSA keys, created on first use and stored in the data file. */
const ensureKeys = (db: Database): Promise<string> =>
  db.write(() => {
    const found = storedKeys(db);
    if (found !== undefined) return found;
    const value = JSON.stringify([newKey('local')]);
    db.run('INSERT INTO settings (name, value) VALUES (?, ?)', setting, value);
    return value;
  });

export const loadKeys = async (db: Database): Promise<LoadedKeys> => {
  const stored = storedKeys(db) ?? (await ensureKeys(db));
  const keys = JSON.parse(stored) as StoredKey[];
  const [signing] = keys;
  if (!signing) throw new Error('the data file has no key to sign with');
  const verifying = keys.map(async ({ kid, pem, until }) => {
    const publicKey = createPublicKey(pem);
    const jwk = { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' };
    return { kid, publicKey, until, jwk };
  });
  return {
    stored,
    kid: signing.kid,
    privateKey: await importPKCS8(signing.pem, algorithm),
    verifying: await Promise.all(verifying),
  };
};

/**
 * Creates a new signing key; runs inside a write. Tokens of the former key are accepted until they expire,
 * or with `isNow` no longer.
 */
export const rotateSigningKey = (db: Database, now: number, isNow: boolean): void => {
  const keys = JSON.parse(storedKeys(db) ?? '[]') as StoredKey[];
  const until = now + limits.accessTokenSeconds * 1_000;
  const former = isNow
    ? []
    : keys.map((key) => ({ ...key, until: key.until ?? until })).filter((key) => key.until > now);
  const value = JSON.stringify([newKey(randomBytes(8).toString('hex')), ...former]);
  db.run(
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    setting,
    value,
  );
};
