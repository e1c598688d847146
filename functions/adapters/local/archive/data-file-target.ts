import { createHash } from 'node:crypto';
import { storedKey } from '#core/domain/attachment.ts';
import type { ArchiveTarget } from '#core/ports/archive.ts';
import type { Files } from '../disk/files.ts';
import type { Database } from '../sqlite/database.ts';
import { dataFileSource } from './data-file-source.ts';
import { putRecordOf } from './put-record.ts';

const checkpointName = 'restore_checkpoint';

/** A data file that no server uses. Records and checkpoint are one transaction. */
export const dataFileTarget = (db: Database, files: Files): ArchiveTarget => {
  const checkpoint = (): string | null => {
    const row = db.get('SELECT value FROM settings WHERE name = ?', checkpointName);
    return (row?.['value'] as string | undefined) ?? null;
  };
  return {
    source: dataFileSource(db, files),
    hasData: async () => checkpoint() === null && db.get('SELECT 1 FROM users') !== undefined,
    checkpoint: async () => checkpoint(),
    put: (records, next) =>
      db.write(() => {
        for (const record of records) putRecordOf(db, record);
        db.run('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)', checkpointName, next);
      }),
    hasBlob: async ({ id, sizeBytes }) => {
      const found = await files.read(storedKey(id), 0);
      return found?.sizeBytes === sizeBytes;
    },
    putBlob: async (blob) => {
      const draft = await files.draft(storedKey(blob.id));
      const hash = createHash('sha256');
      try {
        for await (const chunk of blob.open()) {
          hash.update(chunk);
          await draft.write(chunk);
        }
        if (hash.digest('hex') !== blob.sha256)
          throw new Error(`the bytes of ${blob.id} are damaged`);
      } catch (error) {
        await draft.discard();
        throw error;
      }
      await draft.persist();
    },
    finish: async () => undefined,
    complete: () =>
      db.write(() => {
        db.run('DELETE FROM settings WHERE name = ?', checkpointName);
      }),
  };
};
