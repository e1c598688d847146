import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Downloads of tests: outside version control, kept between runs. */
const cacheRoot = resolve(import.meta.dirname, '../../.cache');

/**
 * A cached folder, filled by `fill` if it is missing. A folder is complete or absent: it is filled
 * under another name, so that neither a failure nor a parallel run leaves a partial one.
 */
export const cachedFolder = async (
  name: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> => {
  const folder = join(cacheRoot, name);
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}.`);
  try {
    await fill(draft);
    try {
      renameSync(draft, folder);
    } catch (error) {
      // A parallel run was faster; its folder is used.
      if (!existsSync(folder)) throw error;
    }
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
};

/** A new folder in the cache, which the caller removes. */
export const temporaryInCache = (name: string): string => {
  mkdirSync(cacheRoot, { recursive: true });
  return mkdtempSync(join(cacheRoot, `${name}-`));
};
