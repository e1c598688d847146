import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Stryker } from '@stryker-mutator/core';

export type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

/**
 * A mutant that tests cannot or need not distinguish from the code, and why. Found by its text, not
 * by its line number.
 */
export interface Accepted {
  readonly file: string;
  readonly mutator: string;
  /** The line on which it starts, without surrounding white space. */
  readonly line: string;
  /** The replaced code; here and in the replacement, white space is collapsed to one blank. */
  readonly code: string;
  readonly replacement: string;
  readonly reason: string;
}

const acceptedPath = new URL('./accepted.json', import.meta.url);

export const readAccepted = (): Accepted[] =>
  JSON.parse(readFileSync(acceptedPath, 'utf8')) as Accepted[];

export interface Survivor extends Omit<Accepted, 'reason'> {
  readonly lineNumber: number;
  readonly status: 'Survived' | 'NoCoverage';
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

type Location = MutantResult['location'];

/** The text between two positions; lines and columns are counted from 1. */
const codeAt = (lines: readonly string[], { start, end }: Location): string => {
  const within = lines.slice(start.line - 1, end.line);
  const last = within.length - 1;
  return within
    .map((line, index) => (index === last ? line.slice(0, end.column - 1) : line))
    .map((line, index) => (index === 0 ? line.slice(start.column - 1) : line))
    .join(' ');
};

/** Mutants that no test detects or runs. */
export const survivorsOf = (results: readonly MutantResult[]): Survivor[] =>
  results.flatMap(({ status, fileName, location, mutatorName, replacement = '' }) => {
    if (status !== 'Survived' && status !== 'NoCoverage') return [];
    const lines = readFileSync(fileName, 'utf8').split('\n');
    const lineNumber = location.start.line;
    return [
      {
        file: relative('.', fileName).replaceAll('\\', '/'),
        mutator: mutatorName,
        line: lines[lineNumber - 1]?.trim() ?? '',
        code: oneLine(codeAt(lines, location)),
        replacement: oneLine(replacement),
        lineNumber,
        status,
      },
    ];
  });

/** A mutant for the report: its location, the replaced code and the replacement. */
export const textOf = (survivor: Survivor): string => {
  const { file, lineNumber, mutator, line, code, replacement, status } = survivor;
  return `${status}: ${file}:${lineNumber} (${mutator})\n  ${line}\n  ${code}\n  → ${replacement}`;
};

const isSame = (accepted: Accepted, survivor: Survivor): boolean =>
  (['file', 'mutator', 'line', 'code', 'replacement'] as const).every(
    (part) => accepted[part] === survivor[part],
  );

export const isAccepted = (accepted: readonly Accepted[], survivor: Survivor): boolean =>
  accepted.some((one) => isSame(one, survivor) && one.reason.trim() !== '');

/** Accepted mutants that tests now detect, or whose code no longer exists. */
export const outdated = (
  accepted: readonly Accepted[],
  survivors: readonly Survivor[],
): Accepted[] => accepted.filter((one) => !survivors.some((survivor) => isSame(one, survivor)));
