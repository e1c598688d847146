import type { DatabaseSync } from 'node:sqlite';
import { copyBeforeUpgrade } from './copy-before-upgrade.ts';
import { DataFileError } from './data-file-error.ts';
import { migrations } from './schema.ts';

/** What opening a data file of an earlier version did. */
export interface Upgrade {
  readonly from: number;
  readonly to: number;
  /** The folder of the copy that was made before. */
  readonly copy: string;
}

/** The version of a data file; 0 for an empty one. */
export const versionOf = (db: DatabaseSync): number =>
  Number(db.prepare('PRAGMA user_version').get()?.['user_version']);

/** Call without foreign keys, so that a migration can replace a table; they are checked before the commit. */
const migrate = (db: DatabaseSync, from: number): void => {
  for (const [index, sql] of migrations.entries()) {
    if (index < from) continue;
    db.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${index + 1};`);
    const broken = db.prepare('PRAGMA foreign_key_check').get();
    if (broken) {
      db.exec('ROLLBACK');
      throw new DataFileError(
        `the data file is damaged: ${broken['table']} without ${broken['parent']}`,
      );
    }
    db.exec('COMMIT');
  }
};

/**
 * Brings a data file to the current version, after a copy of it was made; creates the tables of an empty one.
 * There is no way back: a newer file is refused. Returns undefined if there was nothing to upgrade.
 * @throws DataFileError
 */
export const upgradeFile = (db: DatabaseSync, path: string): Upgrade | undefined => {
  const from = versionOf(db);
  const to = migrations.length;
  if (from > to) {
    throw new DataFileError(
      `the data file has version ${from}, this Parley knows versions up to ${to}: use a newer Parley, or the copy from before its upgrade (docs/one-machine.md)`,
    );
  }
  const copy = from > 0 && from < to ? copyBeforeUpgrade(db, path, from) : undefined;
  migrate(db, from);
  return copy === undefined ? undefined : { from, to, copy };
};
