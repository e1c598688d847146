import { accessSync, closeSync, constants, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** One by one: Node's own `recursive` never ends where the system lets nobody make a folder, as in /proc. */
const makeAll = (path: string): void => {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  makeAll(dirname(path));
  mkdirSync(path, { mode: 0o700 });
};

/** Makes a folder that only this user may look into, unless it is there. @throws when it cannot be written */
export const makeFolder = (path: string): void => {
  makeAll(path);
  accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
};

/** Makes a file that only this user may read, unless it is there. SQLite's files beside it become the same. */
export const makeFile = (path: string): void => closeSync(openSync(path, 'a', 0o600));
