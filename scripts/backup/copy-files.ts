import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Named as the attachment they belong to; what is still being written has another name. */
const isStored = (name: string): boolean => /^[0-9a-f-]{36}$/.test(name);

const isSameSize = (one: string, other: string): boolean =>
  existsSync(other) && statSync(one).size === statSync(other).size;

/**
 * Copies the attachments of one folder into another. Checked files never change, so one that is there
 * is not copied again, and one that goes meanwhile belonged to a message that was deleted.
 */
export const copyStoredFiles = (
  from: string,
  to: string,
  tell: (done: number, all: number) => void,
): number => {
  if (!existsSync(from)) return 0;
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const names = readdirSync(from).filter(isStored);
  let copied = 0;
  for (const [index, name] of names.entries()) {
    try {
      const source = join(from, name);
      const target = join(to, name);
      if (!isSameSize(source, target)) {
        copyFileSync(source, target, constants.COPYFILE_FICLONE);
        copied++;
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    if ((index + 1) % 500 === 0) tell(index + 1, names.length);
  }
  return copied;
};
