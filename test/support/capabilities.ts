import { appendFileSync } from 'node:fs';

/**
 * Whether a suite's requirement beyond Node and npm is met. `missing`: null if it is; otherwise why
 * not and how to get it, printed now and at the end of `npm test`, which collects such lines in the
 * file `PARLEY_NOT_RUN_FILE`.
 */
export const hasCapability = (name: string, missing: string | null): boolean => {
  if (missing === null) return true;
  const line = `${name}: ${missing}`;
  console.warn(`Not run: ${line}`);
  const file = process.env['PARLEY_NOT_RUN_FILE'];
  if (file) appendFileSync(file, `${line}\n`);
  return false;
};
