import { validAfterRevocation } from '../../../core/domain/revocation.ts';
import { fileKeySetting } from '../disk/signer.ts';
import { logEndOfAllSessions } from '../sqlite/audit-log.ts';
import type { Database } from '../sqlite/database.ts';
import { rotateSigningKey } from './signing-keys.ts';

const dropFileKey = (db: Database): void => {
  db.run('DELETE FROM settings WHERE name = ?', fileKeySetting);
};

/**
 * New keys for access tokens and for links to files. Tokens signed before are accepted until they expire,
 * unless `isNow`; links and upload forms made before, at most a quarter of an hour old, end.
 */
export const rotateKeys = (db: Database, now: number, isNow: boolean): Promise<void> =>
  db.write(() => {
    rotateSigningKey(db, now, isNow);
    dropFileKey(db);
  });

/** Nothing that was issued before is accepted: what was revoked after a backup must not come back with it. */
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
    db.run('UPDATE users SET valid_after = max(valid_after, ?)', validAfterRevocation(now));
  });
