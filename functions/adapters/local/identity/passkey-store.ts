import type { Passkey } from '#core/domain/passkeys/passkey.ts';
import type { PasskeyStore } from '#core/ports/passkeys.ts';
import type { Database, Row } from '../sqlite/database.ts';

const passkeyOf = (row: Row): Passkey => ({
  id: row['id'] as string,
  credentialId: row['credential_id'] as string,
  publicKey: row['public_key'] as string,
  counter: row['counter'] as number,
  host: row['host'] as string,
  transports: JSON.parse(row['transports'] as string) as string[],
  isSynced: row['is_synced'] === 1,
  name: row['name'] as string,
  createdAt: row['created_at'] as number,
  lastUsedAt: row['last_used_at'] as number | null,
  proof:
    row['proof_until'] === null
      ? null
      : {
          sessionId: row['proof_session'] as string | null,
          until: row['proof_until'] as number,
        },
});

/** Runs inside a write. */
export const insertPasskey = (db: Database, userId: string, passkey: Passkey): void => {
  db.run(
    `INSERT INTO passkeys (user_id, id, credential_id, public_key, counter, host, transports,
       is_synced, name, created_at, last_used_at, proof_session, proof_until)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    userId,
    passkey.id,
    passkey.credentialId,
    passkey.publicKey,
    passkey.counter,
    passkey.host,
    JSON.stringify(passkey.transports),
    Number(passkey.isSynced),
    passkey.name,
    passkey.createdAt,
    passkey.lastUsedAt,
    passkey.proof?.sessionId ?? null,
    passkey.proof?.until ?? null,
  );
};

export const listPasskeys = (db: Database, userId: string): Passkey[] =>
  db.all('SELECT * FROM passkeys WHERE user_id = ? ORDER BY created_at, id', userId).map(passkeyOf);

/** Passkeys on SQLite. A change replaces the few rows of its user. */
export const sqlitePasskeyStore = (db: Database): PasskeyStore => ({
  list: async (userId) => listPasskeys(db, userId),
  change: (userId, decide) =>
    db.write(() => {
      const { result, next } = decide(listPasskeys(db, userId));
      if (!next) return result;
      db.run('DELETE FROM passkeys WHERE user_id = ?', userId);
      for (const passkey of next) insertPasskey(db, userId, passkey);
      return result;
    }),
});
