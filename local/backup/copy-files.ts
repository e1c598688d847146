import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Report } from './copy-database.ts';

/** Complete attachments are named by their id; unfinished files have other names. */
const isStored = (name: string): boolean => /^[0-9a-f-]{36}$/.test(name);

/** The names of the complete attachments in a folder. */
export const storedNames = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter(isStored) : [];

const isSameSize = (one: string, other: string): boolean =>
  existsSync(other) && statSync(one).size === statSync(other).size;

/** A second name for the same bytes; false where the file system cannot. */
const link = (from: string, to: string): boolean => {
  try {
    linkSync(from, to);
    return true;
  } catch {
    return false;
  }
};

/** Copies or links a file unless it is there; true if bytes were copied. */
const copyOne = (source: string, target: string, earlier: string | undefined): boolean => {
  if (isSameSize(source, target)) return false;
  // What is there may be linked elsewhere: it is replaced, not written to.
  rmSync(target, { force: true });
  if (earlier && isSameSize(source, earlier) && link(earlier, target)) return false;
  copyFileSync(source, target, constants.COPYFILE_FICLONE);
  return true;
};

/**
 * Copies attachments from one folder into another. Checked files never change, so existing ones are
 * not copied again, and those in `links`, an earlier copy, are linked. One that vanishes meanwhile belonged
 * to a deleted message.
 */
export const copyStoredFiles = (
  from: string,
  to: string,
  report: Report,
  links?: string,
): number => {
  const names = storedNames(from);
  if (names.length === 0) return 0;
  mkdirSync(to, { recursive: true, mode: 0o700 });
  let copied = 0;
  for (const [index, name] of names.entries()) {
    try {
      if (copyOne(join(from, name), join(to, name), links && join(links, name))) copied++;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    if ((index + 1) % 500 === 0) report(`attachments: ${index + 1} of ${names.length}`);
  }
  return copied;
};
