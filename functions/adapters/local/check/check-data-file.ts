import { type FileHandle, open } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDamage } from '../sqlite/damage.ts';

/** What SQLite finds wrong in a data file, in its words; null if nothing. */
export type Damage = string | null;

const chunkBytes = 1_024 * 1_024;
/** Reads 100 MB a second at most. */
const chunkPauseMs = 10;

/**
 * Brings the file into the page cache slowly, so that the check afterwards takes the disk from no other
 * process. Closed before SQLite opens the file: closing a file ends all locks of this process on it.
 */
const readSlowly = async (path: string): Promise<void> => {
  const file: FileHandle = await open(path, 'r');
  try {
    const chunk = Buffer.alloc(chunkBytes);
    while ((await file.read(chunk, 0, chunkBytes)).bytesRead > 0) await sleep(chunkPauseMs);
  } finally {
    await file.close();
  }
};

/** SQLite's words start with a line that names the table. */
const lastLine = (text: unknown): string => String(text).split('\n').at(-1) ?? '';

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/**
 * Checks every table with SQLite: `quick_check` reads each page, `integrity_check` compares each index with
 * its table as well and takes several times as long. The server may write meanwhile. With `isSlow`, rests
 * after each table for as long as the table took.
 */
export const checkDataFile = async (
  path: string,
  { isSlow, pragma }: { isSlow: boolean; pragma: 'quick_check' | 'integrity_check' },
): Promise<Damage> => {
  if (isSlow) await readSlowly(path);
  const db = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  try {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    // With the name of a table SQLite leaves out the list of free pages; with sqlite_schema it checks it.
    for (const name of ['sqlite_schema', ...tables.map((table) => String(table['name']))]) {
      const from = performance.now();
      const found = db.prepare(`PRAGMA ${pragma}("${name}")`).get()?.[pragma];
      if (found !== 'ok') return lastLine(found);
      if (isSlow) await sleep(performance.now() - from);
    }
    return null;
  } catch (error) {
    if (isDamage(error)) return messageOf(error);
    throw error;
  } finally {
    db.close();
  }
};
