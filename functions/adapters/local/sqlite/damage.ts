import { DataFileError } from './data-file-error.ts';

/** SQLite's codes for a damaged file and for a file of another kind. */
const damageCodes = [11, 26];

export const isDamage = (error: unknown): boolean =>
  damageCodes.includes(Number(Object(error).errcode) & 0xff);

/** Runs `work`. @throws DataFileError with what to do, if it meets damage of the data file */
export const namingDamage = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!isDamage(error)) throw error;
    throw new DataFileError(
      `the data file is damaged (${(error as Error).message}): restore a backup with npm run restore`,
    );
  }
};
