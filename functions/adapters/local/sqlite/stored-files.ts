import type { Database } from './database.ts';

export interface StoredFile {
  /** Its name in the folder of attachments. */
  readonly name: string;
  readonly sizeBytes: number;
}

/** The attachments whose bytes must exist. */
export const storedFilesOf = (db: Database): StoredFile[] =>
  db
    .all("SELECT id, size_bytes FROM attachments WHERE state IN ('complete', 'sent')")
    .map((row) => ({ name: String(row['id']), sizeBytes: Number(row['size_bytes']) }));
