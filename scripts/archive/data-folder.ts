import { existsSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dataFileSource } from '../../functions/adapters/local/archive/data-file-source.ts';
import { dataFileTarget } from '../../functions/adapters/local/archive/data-file-target.ts';
import { Files } from '../../functions/adapters/local/disk/files.ts';
import { Database } from '../../functions/adapters/local/sqlite/database.ts';
import type { Manifest } from '../../functions/contracts/archive/manifest.ts';
import type { ArchiveSource } from '../../functions/core/ports/archive.ts';
import { makeFile } from '../../local/data-folder.ts';
import { UserError } from '../command.ts';
import { restoreArchive } from './restore-archive.ts';

const filesFolder = 'files';

/** The data of a one-process Parley, also while it runs. @throws UserError if there is none */
export const openDataFolder = (data: string): ArchiveSource => {
  const file = join(resolve(data), 'parley.db');
  if (!existsSync(file)) throw new UserError(`there is no data file in ${data}: see --data`);
  return dataFileSource(new Database(file), new Files(join(resolve(data), filesFolder)));
};

/**
 * Restores an archive into the data folder of a stopped Parley. The new data file gets its name when it is
 * complete; one that was interrupted is continued.
 */
export const restoreDataFolder = async (
  archive: string,
  folder: string,
  say: (line: string) => void,
): Promise<Manifest> => {
  const file = join(folder, 'parley.db');
  const draft = `${file}.restore`;
  makeFile(draft);
  const db = new Database(draft);
  try {
    const target = dataFileTarget(db, new Files(join(folder, filesFolder)));
    const manifest = await restoreArchive(target, archive, say);
    db.close();
    // Otherwise SQLite would apply the old file's log to the new one.
    for (const rest of ['-wal', '-shm']) rmSync(`${file}${rest}`, { force: true });
    renameSync(draft, file);
    return manifest;
  } catch (error) {
    db.close();
    throw error;
  }
};
