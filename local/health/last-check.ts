import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const LastCheck = z.object({
  /** ISO 8601. */
  at: z.string(),
  /** What is damaged, or null. */
  damage: z.string().nullable(),
});
type LastCheck = z.infer<typeof LastCheck>;

const fileOf = (folder: string): string => join(folder, 'check.json');

/** The result of the last check of the data file; null before the first one. */
export const readLastCheck = (folder: string): LastCheck | null => {
  try {
    return LastCheck.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8')));
  } catch {
    return null;
  }
};

export const writeLastCheck = (folder: string, damage: string | null): void => {
  const draft = `${fileOf(folder)}.draft`;
  const check: LastCheck = { at: new Date().toISOString(), damage };
  writeFileSync(draft, `${JSON.stringify(check)}\n`, { mode: 0o600 });
  renameSync(draft, fileOf(folder));
};
