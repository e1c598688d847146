import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { makeFile } from '../data-folder.ts';
import { type Counts, checkedCounts } from './data-file.ts';

const pagesAtOnce = 2_000;

/** Prints progress. */
export type Report = (line: string) => void;

const sync = (path: string): void => {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

/**
 * A consistent copy of a data file, made while the server writes. It gets its final name only when it is
 * complete and checked.
 */
export const copyDatabase = async (from: string, to: string, report: Report): Promise<Counts> => {
  const draft = `${to}.draft`;
  rmSync(draft, { force: true });
  makeFile(draft);
  const source = new DatabaseSync(from, { readOnly: true });
  try {
    // One snapshot for the whole copy: otherwise each write of the server would restart it.
    source.exec('BEGIN; SELECT count(*) FROM settings;');
    await backup(source, draft, {
      rate: pagesAtOnce,
      progress: ({ totalPages, remainingPages }) =>
        report(`data file: ${totalPages - remainingPages} of ${totalPages} pages`),
    });
  } finally {
    source.close();
  }
  const counts = checkedCounts(draft);
  sync(draft);
  renameSync(draft, to);
  return counts;
};
