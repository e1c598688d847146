import { relative } from 'node:path';
import type { MutantResult } from './survivors.ts';

interface Score {
  readonly noticed: number;
  /** Detected because the tests did not end. */
  readonly timedOut: number;
  readonly survived: number;
  /** Mutants in code that runs at load time, and those that could not be tried. */
  readonly leftOut: number;
  /** Percent. */
  readonly score: number;
}

export const totalOf = (results: readonly MutantResult[]): Score => {
  const count = (...statuses: readonly string[]): number =>
    results.filter(({ status }) => statuses.includes(status)).length;
  const noticed = count('Killed', 'Timeout');
  const survived = count('Survived', 'NoCoverage');
  const score = noticed + survived === 0 ? 100 : (100 * noticed) / (noticed + survived);
  const timedOut = count('Timeout');
  return { noticed, timedOut, survived, leftOut: results.length - noticed - survived, score };
};

/** One line per file, lowest score first. */
export const tableOf = (results: readonly MutantResult[]): string => {
  const files = [...new Set(results.map(({ fileName }) => fileName))];
  const rows = files
    .map((file) => ({ file, ...totalOf(results.filter(({ fileName }) => fileName === file)) }))
    .sort((one, other) => one.score - other.score || one.file.localeCompare(other.file));
  const cell = (value: number | string): string => String(value).padStart(9);
  const lines = rows.map(({ file, noticed, survived, leftOut, score }) =>
    [
      cell(score.toFixed(1)),
      cell(noticed),
      cell(survived),
      cell(leftOut),
      `  ${relative('.', file)}`,
    ].join(''),
  );
  return [['  score %', '  noticed', ' survived', ' left out', '  file'].join(''), ...lines].join(
    '\n',
  );
};
