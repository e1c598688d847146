import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Stryker } from '@stryker-mutator/core';

export type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

/** A mutant that no test can or need tell from the code, and why. Found by its text, not by its line. */
export interface Accepted {
  readonly file: string;
  readonly mutator: string;
  /** The line on which it starts, without the space around it. */
  readonly line: string;
  /** What of the code is replaced; here and in what replaces it, space of any length is one blank. */
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

/** The text from a start to an end; lines and columns begin with 1. */
const codeAt = (lines: readonly string[], { start, end }: Location): string => {
  const within = lines.slice(start.line - 1, end.line);
  const last = within.length - 1;
  return within
    .map((line, index) => (index === last ? line.slice(0, end.column - 1) : line))
    .map((line, index) => (index === 0 ? line.slice(start.column - 1) : line))
    .join(' ');
};

/** Those that no test has noticed, or no test runs. */
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

/** For whoever reads the run: where it is, and what of it was replaced by what. */
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

/** Reasons for mutants that tests notice by now, or that the code no longer has. */
export const outdated = (
  accepted: readonly Accepted[],
  survivors: readonly Survivor[],
): Accepted[] => accepted.filter((one) => !survivors.some((survivor) => isSame(one, survivor)));
