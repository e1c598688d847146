import type { FactorKeys } from '#core/ports/factors.ts';
import {
  type FactorRing,
  newFactorKey,
  openFactor,
  ringOf,
  sealFactor,
} from '#functions/adapters/factor-ring.ts';
import type { Database } from '../sqlite/database.ts';

const setting = 'factor_keys';

/** Empty before the first setup. */
const ringIn = (db: Database): FactorRing => {
  const row = db.get('SELECT value FROM settings WHERE name = ?', setting);
  return row ? ringOf(row['value'] as string) : [];
};

/** Replaces the key; runs inside a write. */
const addKey = (db: Database): FactorRing => {
  const key = newFactorKey();
  db.run('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)', setting, key);
  return ringOf(key);
};

/** Runs inside a write: creates the key with the first secret. */
export const sealIn = (db: Database, userId: string, secret: Uint8Array): string => {
  const ring = ringIn(db);
  return sealFactor(ring.length > 0 ? ring : addKey(db), userId, secret);
};

export const openIn = (db: Database, userId: string, sealed: string): Buffer | null =>
  openFactor(ringIn(db), userId, sealed);

/** Encrypts all secrets with a new key; runs inside a write. A secret that cannot be read is left as it is. */
export const rotateFactorKey = (db: Database): void => {
  const before = ringIn(db);
  if (before.length === 0) return;
  const after = addKey(db);
  for (const row of db.all('SELECT user_id, sealed FROM second_factors')) {
    const userId = row['user_id'] as string;
    const secret = openFactor(before, userId, row['sealed'] as string);
    if (!secret) continue;
    const sealed = sealFactor(after, userId, secret);
    db.run('UPDATE second_factors SET sealed = ? WHERE user_id = ?', sealed, userId);
  }
};

/** Keys in the settings of the data file, as those that sign tokens. */
export const sqliteFactorKeys = (db: Database): FactorKeys => ({
  seal: (userId, secret) => db.write(() => sealIn(db, userId, secret)),
  open: (userId, sealed) => openIn(db, userId, sealed),
});
