import type { InviteStore } from '#core/ports/identity.ts';
import type { Clock } from '#core/ports/system.ts';
import { type Database, sha256 } from './database.ts';

/** Invitations on SQLite, hashed, since a code is as valuable as a password. */
export const sqliteInviteStore = (db: Database, clock: Clock): InviteStore => ({
  put: ({ code, expiresAt }) =>
    db.write(() => {
      db.run(
        'INSERT OR REPLACE INTO invites (hash, expires_at) VALUES (?, ?)',
        sha256(code),
        expiresAt,
      );
    }),
  take: (code) =>
    db.write(() => {
      const hash = sha256(code);
      const row = db.get('SELECT expires_at FROM invites WHERE hash = ?', hash);
      db.run('DELETE FROM invites WHERE hash = ?', hash);
      const expiresAt = row?.['expires_at'];
      const isValid = typeof expiresAt === 'number' && expiresAt > clock.now();
      return isValid ? { code, expiresAt } : null;
    }),
});
