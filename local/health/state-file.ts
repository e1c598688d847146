import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';

/** A small JSON file in the data folder that survives restarts; unreadable ones count as missing. */
export const stateFile = <T extends z.ZodType>(name: string, schema: T) => ({
  read: (folder: string): z.infer<T> | null => {
    try {
      return schema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    } catch {
      return null;
    }
  },
  write: (folder: string, state: z.infer<T>): void => {
    const file = join(folder, name);
    writeFileSync(`${file}.draft`, `${JSON.stringify(state)}\n`, { mode: 0o600 });
    renameSync(`${file}.draft`, file);
  },
});
