import type { OpenInvitation } from '#core/domain/invitation.ts';
import { isAbandoned } from '#core/domain/user.ts';
import type { InviteStore } from '#core/ports/invitations.ts';
import type { Clock } from '#core/ports/system.ts';
import { type Database, type Row, sha256 } from './database.ts';
import { userOf } from './rows.ts';

const valid = (db: Database, code: string, now: number): Row | undefined =>
  db.get('SELECT * FROM invites WHERE hash = ? AND expires_at > ?', sha256(code), now);

/** The user who holds an invitation, unless the registration was abandoned. */
const holderOf = (db: Database, { used_by: id }: Row, now: number) => {
  const row = id === null ? undefined : db.get('SELECT * FROM users WHERE id = ?', id as string);
  if (!row) return null;
  const holder = userOf(row);
  return { holder, isAbandoned: isAbandoned(holder, now) };
};

/** Can this invitation be used by this user? Runs inside a write: removes an abandoned registration. */
export const canUseInvite = (
  db: Database,
  code: string,
  userId: string | null,
  now: number,
): boolean => {
  const row = valid(db, code, now);
  if (!row) return false;
  const held = holderOf(db, row, now);
  if (held?.isAbandoned) db.run('DELETE FROM users WHERE id = ?', held.holder.id);
  return !held || held.isAbandoned || held.holder.id === userId;
};

/** Runs inside a write, after `canUseInvite`. */
export const markInviteUsed = (db: Database, code: string, userId: string): void => {
  db.run('UPDATE invites SET used_by = ? WHERE hash = ?', userId, sha256(code));
};

/** Invitations on SQLite, hashed, since a code is as valuable as a password. A sweep removes expired ones. */
export const sqliteInviteStore = (db: Database, clock: Clock): InviteStore => {
  /** Invitations of abandoned registrations are open, those of running ones are listed until they finish. */
  const open = (inviterId: string | null): OpenInvitation[] =>
    db
      .all(
        `SELECT invites.* FROM invites LEFT JOIN users u ON u.id = used_by
         WHERE inviter_id IS ? AND invites.id IS NOT NULL AND expires_at > ?
           AND coalesce(is_finished, 0) = 0
         ORDER BY invites.created_at, invites.id`,
        inviterId,
        clock.now(),
      )
      .map(({ id, created_at, expires_at }) => ({
        id: id as string,
        createdAt: created_at as number,
        expiresAt: expires_at as number,
      }));

  return {
    create: ({ id, code, inviterId, createdAt, expiresAt }, maxOpen) =>
      db.write(() => {
        if (inviterId !== null && open(inviterId).length >= maxOpen) return 'too_many';
        const sql = `INSERT INTO invites (hash, id, inviter_id, created_at, expires_at)
          VALUES (?, ?, ?, ?, ?)`;
        db.run(sql, sha256(code), id, inviterId, createdAt, expiresAt);
        return 'created';
      }),
    find: async (code) => {
      const row = valid(db, code, clock.now());
      if (!row) return null;
      return {
        inviterId: row['inviter_id'] as string | null,
        expiresAt: row['expires_at'] as number,
        usedBy: row['used_by'] as string | null,
      };
    },
    use: (code, userId) =>
      db.write(() => {
        const isUsable = canUseInvite(db, code, userId, clock.now());
        if (isUsable) markInviteUsed(db, code, userId);
        return isUsable;
      }),
    listOpen: async (inviterId) => open(inviterId),
    revoke: (inviterId, id) =>
      db.write(() => {
        if (!open(inviterId).some((invitation) => invitation.id === id)) return false;
        return db.run('DELETE FROM invites WHERE inviter_id IS ? AND id = ?', inviterId, id) === 1;
      }),
  };
};
