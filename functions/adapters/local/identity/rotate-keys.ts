import { validAfterRevocation } from '#core/domain/revocation.ts';
import { fileKeySetting } from '../disk/signer.ts';
import { rotateFactorKey } from '../factors/factor-keys.ts';
import { logEndOfAllSessions } from '../sqlite/audit-log.ts';
import type { Database } from '../sqlite/database.ts';
import { rotateSigningKey } from './signing-keys.ts';

const dropFileKey = (db: Database): void => {
  db.run('DELETE FROM settings WHERE name = ?', fileKeySetting);
};

/**
 * Rotates the keys for access tokens, file links and second factors. Earlier tokens are accepted until they expire, unless
 * `isNow`; links and upload forms, at most 15 minutes old, become invalid.
 */
export const rotateKeys = (db: Database, now: number, isNow: boolean): Promise<void> =>
  db.write(() => {
    rotateSigningKey(db, now, isNow);
    dropFileKey(db);
    rotateFactorKey(db);
  });

/** Invalidates everything issued before, so that restoring a backup does not restore revoked tokens. */
export const endEverything = (db: Database, now: number): Promise<void> =>
  db.write(() => {
    rotateSigningKey(db, now, true);
    dropFileKey(db);
    logEndOfAllSessions(db, now);
    db.run(
      `UPDATE token_families SET revoked_at = ?, end_reason = 'keys_rotated'
       WHERE revoked_at IS NULL`,
      now,
    );
    db.run('DELETE FROM web_push_subscriptions');
    db.run('UPDATE users SET valid_after = max(valid_after, ?)', validAfterRevocation(now));
  });
