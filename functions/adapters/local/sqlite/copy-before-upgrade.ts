import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { DataFileError } from './data-file-error.ts';

/** Of the latest upgrades; each copy is a folder that `npm run restore` accepts. */
const keptCopies = 3;
/** A copy has texts that were deleted or have disappeared since: as long as a stage can be recovered (ADR 21). */
const keptMs = 14 * 86_400_000;
export const copiesFolder = 'before-upgrade';

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Null if the file system does not say. */
const freeOn = (folder: string): number | null => {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
};

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`;

/** A migration may write a table anew, which takes as much space as the copy. @throws DataFileError */
const expectSpace = (path: string, free: number | null): void => {
  const needed = 2 * (sizeOf(path) + sizeOf(`${path}-wal`));
  if (free === null || free >= needed) return;
  throw new DataFileError(
    `the upgrade of the data file and its copy need ${megabytes(needed)}, and ${megabytes(free)} are free on its disk: make space, then start again`,
  );
};

const sync = (path: string): void => {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
};

const copiesIn = (folder: string) =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
    .sort((one, other) => other.at - one.at);

/** Removes the copies of a data file whose time has passed. */
export const removeOldCopies = (path: string, now: number): void => {
  for (const copy of copiesIn(join(dirname(path), copiesFolder))) {
    if (copy.at <= now - keptMs) rmSync(copy.path, { recursive: true });
  }
};

/**
 * Copies a data file of an earlier version, before the first migration changes it. A failed upgrade may start
 * again: it replaces the copy of the same version, which the migrations had not changed. Returns the folder of
 * the copy. @throws DataFileError, or SQLite's error for a damaged file
 */
export const copyBeforeUpgrade = (
  db: DatabaseSync,
  path: string,
  version: number,
  free: (folder: string) => number | null = freeOn,
): string => {
  expectSpace(path, free(dirname(path)));
  const folder = join(dirname(path), copiesFolder);
  const copy = join(folder, `version-${version}`);
  const draft = `${copy}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  mkdirSync(draft, { mode: 0o700 });
  const file = join(draft, 'parley.db');
  closeSync(openSync(file, 'w', 0o600));
  db.prepare('VACUUM INTO ?').run(file);
  sync(file);
  if (existsSync(copy)) rmSync(copy, { recursive: true });
  renameSync(draft, copy);
  sync(folder);
  for (const old of copiesIn(folder).slice(keptCopies)) rmSync(old.path, { recursive: true });
  return copy;
};
