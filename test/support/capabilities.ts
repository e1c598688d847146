import { appendFileSync } from 'node:fs';

/**
 * Says whether something that a suite needs beyond Node and npm is here. `missing` is null when it is;
 * otherwise it says why not and how to get it: printed now, and again at the end of `npm test`, which
 * names the file that collects such lines in `PARLEY_NOT_RUN_FILE`.
 */
export const hasCapability = (name: string, missing: string | null): boolean => {
  if (missing === null) return true;
  const line = `${name}: ${missing}`;
  console.warn(`Not run: ${line}`);
  const file = process.env['PARLEY_NOT_RUN_FILE'];
  if (file) appendFileSync(file, `${line}\n`);
  return false;
};
