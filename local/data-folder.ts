import { accessSync, closeSync, constants, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Creates parents one by one: Node's `recursive` never ends where the system denies folders, as in /proc. */
const makeAll = (path: string): void => {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  makeAll(dirname(path));
  mkdirSync(path, { mode: 0o700 });
};

/** Creates a folder that only this user may access, unless it exists. @throws if it is not writable */
export const makeFolder = (path: string): void => {
  makeAll(path);
  accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
};

/**
 * Creates a file that only this user may read, unless it exists. SQLite gives its own files the same mode.
 */
export const makeFile = (path: string): void => closeSync(openSync(path, 'a', 0o600));
