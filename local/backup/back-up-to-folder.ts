import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../data-folder.ts';
import { lockFolder } from '../lock.ts';
import { copyDatabase } from './copy-database.ts';
import { copyStoredFiles, storedNames } from './copy-files.ts';
import { dataFile, storedFiles } from './data-file.ts';
import { drill, sizeOf } from './drill.ts';
import { newManifest, writeManifest } from './manifest.ts';
import { isName, newName, outdated } from './names.ts';
import type { Made, Plan } from './plan.ts';

/** The complete backups of a folder, oldest first. */
export const backupsIn = (folder: string): string[] => readdirSync(folder).filter(isName).sort();

/** Unfinished or removed: a kill leaves a name that starts with a dot, and the next backup removes it. */
const draftName = '.draft';
const removedName = '.removed';
const scratchName = '.scratch';

/**
 * Makes one backup in a folder of backups, each complete in itself. Attachments that the previous one has are
 * hard links to it. The backup gets its name after it was restored as a trial; then older ones are removed.
 */
export const backUpToFolder = async ({ data, to, keep }: Plan): Promise<Made> => {
  makeFolder(to);
  const unlock = lockFolder(to, `another Parley makes a backup in ${to}`);
  try {
    const [draft, scratch, removed] = [draftName, scratchName, removedName].map((name) =>
      join(to, name),
    ) as [string, string, string];
    for (const rest of [draft, scratch, removed]) rmSync(rest, { recursive: true, force: true });
    mkdirSync(draft, { mode: 0o700 });
    const previous = backupsIn(to).at(-1);
    const file = join(draft, dataFile);
    const counts = await copyDatabase(join(data, dataFile), file, () => undefined);
    const [original, copies] = [join(data, storedFiles), join(draft, storedFiles)];
    const links = previous && join(to, previous, storedFiles);
    const copied = copyStoredFiles(original, copies, () => undefined, links);
    const sizeInBackup = (name: string) => sizeOf(join(copies, name));
    const { missing } = await drill({
      from: draft,
      scratch,
      expected: counts,
      original,
      sizeInBackup,
    });
    const sizes = storedNames(copies).map((name) => [name, sizeInBackup(name) ?? 0] as const);
    writeManifest(draft, await newManifest(file, counts, Object.fromEntries(sizes)));
    const name = newName(new Date());
    renameSync(draft, join(to, name));
    for (const old of outdated(backupsIn(to), keep)) {
      // Renamed first: what a kill leaves of it must not look complete.
      renameSync(join(to, old), removed);
      rmSync(removed, { recursive: true });
    }
    return { name, ...counts, attachments: sizes.length, copied, missing };
  } finally {
    unlock();
  }
};
