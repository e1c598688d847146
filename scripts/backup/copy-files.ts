import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Complete attachments are named by their id; unfinished files have other names. */
const isStored = (name: string): boolean => /^[0-9a-f-]{36}$/.test(name);

const isSameSize = (one: string, other: string): boolean =>
  existsSync(other) && statSync(one).size === statSync(other).size;

/**
 * Copies attachments from one folder into another. Checked files never change, so existing ones are
 * not copied again. One that vanishes meanwhile belonged to a deleted message.
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
