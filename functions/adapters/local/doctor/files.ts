import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { storedKey } from '#core/domain/attachment.ts';

const isStored = (name: string): boolean => /^[0-9a-f-]{36}$/.test(name);

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder).filter(isStored);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};

export interface FileFindings {
  /** Attachments whose file is missing or has another size. */
  readonly missing: readonly string[];
  /** Files without an attachment. */
  readonly orphaned: readonly string[];
}

/** Compares the attachments of a data file with the files in a folder. */
export const findFiles = (db: DatabaseSync, folder: string): FileFindings => {
  // Before the rows: of an upload that ends meanwhile, the row is there first.
  const names = new Set(namesIn(folder));
  const known = new Set<string>();
  const missing: string[] = [];
  for (const row of db.prepare('SELECT id, size_bytes, state FROM attachments').iterate()) {
    const id = String(row['id']);
    known.add(id);
    if (row['state'] === 'pending') continue;
    const size = statSync(join(folder, id), { throwIfNoEntry: false })?.size;
    if (size !== Number(row['size_bytes'])) missing.push(id);
  }
  const removals = new Set(
    db
      .prepare('SELECT key FROM blob_removals')
      .all()
      .map((row) => String(row['key'])),
  );
  const isOrphaned = (name: string): boolean => !known.has(name) && !removals.has(storedKey(name));
  return { missing, orphaned: [...names].filter(isOrphaned) };
};

export const removeFiles = (folder: string, names: readonly string[]): void => {
  for (const name of names) rmSync(join(folder, name), { force: true });
};
