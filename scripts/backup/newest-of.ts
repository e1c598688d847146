import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { backupsIn } from '../../local/backup/back-up-to-folder.ts';
import { dataFile } from '../../local/backup/data-file.ts';

/** The newest scheduled backup of a folder that has such; otherwise the folder itself. */
export const newestOf = (folder: string): string => {
  if (existsSync(join(folder, dataFile)) || !existsSync(folder)) return folder;
  const newest = backupsIn(folder).at(-1);
  return newest ? join(folder, newest) : folder;
};
