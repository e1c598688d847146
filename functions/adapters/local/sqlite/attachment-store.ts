import type { Attachment } from '#core/domain/attachment.ts';
import { pendingKey, storedKey, totalBytes } from '#core/domain/attachment.ts';
import type { AttachmentStore } from '#core/ports/attachments.ts';
import type { Clock } from '#core/ports/system.ts';
import { waveformText } from '#functions/adapters/waveform.ts';
import { enqueueRemoval } from './blob-removals.ts';
import type { Database } from './database.ts';
import { attachmentOf } from './rows.ts';

/** Null if missing or expired unsent. */
export const findAttachment = (db: Database, id: string, now: number): Attachment | null => {
  const row = db.get(
    `SELECT * FROM attachments WHERE id = ? AND (state = 'sent' OR expires_at > ?)`,
    id,
    now,
  );
  return row ? attachmentOf(row) : null;
};

const usedBytesOf = (db: Database, ownerId: string): number =>
  Number(db.get('SELECT used FROM stored_bytes WHERE user_id = ?', ownerId)?.['used'] ?? 0);

export const insertAttachment = (db: Database, attachment: Attachment): void => {
  db.run(
    `INSERT INTO attachments
       (id, owner_id, filename, mime, size_bytes, width, height, duration_ms, waveform, state,
        created_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    attachment.id,
    attachment.ownerId,
    attachment.filename,
    attachment.mime,
    attachment.sizeBytes,
    attachment.width ?? null,
    attachment.height ?? null,
    attachment.recording?.durationMs ?? null,
    attachment.recording ? waveformText(attachment.recording.waveform) : null,
    attachment.state,
    attachment.createdAt,
    attachment.expiresAt,
  );
};

const removeUnsent = (db: Database, id: string, now: number): void => {
  db.run('DELETE FROM attachments WHERE id = ?', id);
  for (const key of [pendingKey(id), storedKey(id)]) enqueueRemoval(db, key, now);
};

/** Deletes a batch of expired unsent attachments; runs inside a write. */
export const sweepAttachments = (db: Database, now: number, limit: number): void => {
  const expired = db.all(
    `SELECT id FROM attachments WHERE state != 'sent' AND expires_at <= ? LIMIT ?`,
    now,
    limit,
  );
  for (const row of expired) removeUnsent(db, row['id'] as string, now);
};

/** Attachments on SQLite; the outbox `blob_removals` has the files to delete. */
export const sqliteAttachmentStore = (db: Database, clock: Clock): AttachmentStore => ({
  put: (attachments, limitBytes) =>
    db.write(() => {
      const [first] = attachments;
      const usedBytes = first ? usedBytesOf(db, first.ownerId) : 0;
      if (usedBytes + totalBytes(attachments) > limitBytes) return { usedBytes };
      // One that exists is from an earlier try; the bytes of one that was removed may be removed in a moment.
      const isNew = ({ id }: Attachment) =>
        db.get('SELECT 1 FROM attachments WHERE id = ?', id) === undefined &&
        db.get('SELECT 1 FROM blob_removals WHERE key = ?', storedKey(id)) === undefined;
      for (const attachment of attachments.filter(isNew)) insertAttachment(db, attachment);
      return 'stored' as const;
    }),
  usedBytes: async (ownerId) => usedBytesOf(db, ownerId),
  // The deletion trigger has released the storage in the same transaction.
  release: async () => undefined,
  get: async (id) => findAttachment(db, id, clock.now()),
  complete: (id, { width, height, expiresAt }) =>
    db.write(() => {
      const completed = db.run(
        `UPDATE attachments SET state = 'complete', width = ?, height = ?, expires_at = ?
         WHERE id = ? AND state = 'pending' AND expires_at > ?`,
        width ?? null,
        height ?? null,
        expiresAt,
        id,
        clock.now(),
      );
      if (completed === 1) enqueueRemoval(db, pendingKey(id), clock.now());
      return completed === 1;
    }),
  discard: (id, state) =>
    db.write(() => {
      const row = db.get('SELECT state FROM attachments WHERE id = ?', id);
      if (row?.['state'] === state) removeUnsent(db, id, clock.now());
    }),
});
