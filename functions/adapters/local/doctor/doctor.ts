import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { previewOf } from '#core/domain/message.ts';
import { checkDataFile } from '../check/check-data-file.ts';
import { DataFileError } from '../sqlite/data-file-error.ts';
import { migrations } from '../sqlite/schema.ts';
import { findFiles, removeFiles } from './files.ts';
import { findOrphans, removeOrphans } from './orphans.ts';
import { type RowCheck, rowChecks } from './row-checks.ts';

export interface Finding {
  readonly problem: string;
  /** How it is mended; null if only a backup helps. */
  readonly mending: string | null;
  readonly mend: ((db: DatabaseSync) => void) | null;
}

const lacking = (problem: string): Finding => ({ problem, mending: null, mend: null });

const open = (file: string, readOnly: boolean): DatabaseSync => {
  const db = new DatabaseSync(file, { readOnly, timeout: 5_000 });
  db.exec('PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY');
  db.function('preview', { deterministic: true }, (text) => previewOf(String(text)));
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as {
    user_version: number;
  };
  if (version === migrations.length) return db;
  db.close();
  throw new DataFileError(
    version > migrations.length
      ? `the data file has version ${version}, this Parley knows versions up to ${migrations.length}: use a newer Parley`
      : `the data file has version ${version}: start this Parley once, which migrates it`,
  );
};

const rowFinding = (db: DatabaseSync, check: RowCheck): Finding[] => {
  const count = Number(db.prepare(`SELECT count(*) AS n FROM (${check.find})`).get()?.['n']);
  if (count === 0) return [];
  const problem = `${count} ${check.problem}`;
  const { mend: statements, mending } = check;
  if (!statements || !mending) return [lacking(problem)];
  const mend = (target: DatabaseSync): void => {
    target.exec(`CREATE TEMP TABLE wrong AS ${check.find}`);
    for (const statement of statements) target.exec(statement);
    target.exec('DROP TABLE temp.wrong');
  };
  return [{ problem, mending, mend }];
};

const orphanFindings = (db: DatabaseSync): Finding[] =>
  findOrphans(db).map((orphans) => {
    const problem = `${orphans.count} rows of ${orphans.table} without their row of ${orphans.parent}`;
    return orphans.canBeRemoved
      ? { problem, mending: 'removes them', mend: (target) => removeOrphans(target, orphans) }
      : lacking(problem);
  });

const examples = (names: readonly string[]): string =>
  `${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and others' : ''}`;

const fileFindings = (db: DatabaseSync, folder: string): Finding[] => {
  const { missing, orphaned } = findFiles(db, folder);
  const remove: Finding = {
    problem: `${orphaned.length} files without an attachment (${examples(orphaned)})`,
    mending: 'removes them',
    mend: () => removeFiles(folder, orphaned),
  };
  const absent = `${missing.length} attachments whose file is missing or has another size (${examples(missing)})`;
  return [
    ...(missing.length > 0
      ? [lacking(`${absent}: copy them from files/att of a backup, if one has them`)]
      : []),
    ...(orphaned.length > 0 ? [remove] : []),
  ];
};

const reindex = (db: DatabaseSync): void => {
  try {
    db.exec('REINDEX');
  } catch (error) {
    const { message } = error as Error;
    throw new DataFileError(`cannot be mended (${message}): restore a backup`);
  }
};

/** What is wrong with a data folder. A damaged file is not looked at further. Writes nothing. */
export const examine = async (folder: string): Promise<Finding[]> => {
  const file = join(folder, 'parley.db');
  const damage = await checkDataFile(file, { isSlow: false, pragma: 'integrity_check' });
  if (damage !== null) {
    const problem = `the data file is damaged (${damage})`;
    return [
      {
        problem,
        mending: 'builds the indexes again, which helps if only their entries are wrong',
        mend: reindex,
      },
    ];
  }
  const db = open(file, true);
  try {
    return [
      ...orphanFindings(db),
      ...rowChecks.flatMap((check) => rowFinding(db, check)),
      ...fileFindings(db, join(folder, 'files', 'att')),
    ];
  } finally {
    db.close();
  }
};

/** Mends all findings in one transaction, while no server uses the folder. @throws if one cannot be mended */
export const mendAll = (folder: string, findings: readonly Finding[]): void => {
  const db = open(join(folder, 'parley.db'), false);
  try {
    db.exec('BEGIN IMMEDIATE');
    for (const { mend } of findings) mend?.(db);
    db.exec('COMMIT');
  } finally {
    // Rolls back what was not committed.
    db.close();
  }
};
