import { lockFolder } from '../../local/lock.ts';
import { UserError } from '../command.ts';

/** Locks a data folder; returns its release. @throws UserError if a server uses it */
export const lockStopped = (folder: string): (() => void) => {
  try {
    return lockFolder(folder);
  } catch (error) {
    throw new UserError(`${(error as Error).message.replace(/: see.*/, '')}: stop it first`);
  }
};
