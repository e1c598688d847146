import { readFileSync } from 'node:fs';
import type { Stryker } from '@stryker-mutator/core';

export type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

/** A mutant that no test can or need tell from the code, and why. Found by its text, not by its line. */
export interface Accepted {
  readonly file: string;
  readonly mutator: string;
  /** The line on which it starts, without the space around it. */
  readonly line: string;
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

/** Those that no test has noticed, or no test runs. */
export const survivorsOf = (results: readonly MutantResult[]): Survivor[] =>
  results.flatMap(({ status, fileName, location, mutatorName, replacement = '' }) => {
    if (status !== 'Survived' && status !== 'NoCoverage') return [];
    const lines = readFileSync(fileName, 'utf8').split('\n');
    const line = lines[location.start.line]?.trim() ?? '';
    const lineNumber = location.start.line + 1;
    return [{ file: fileName, mutator: mutatorName, line, replacement, lineNumber, status }];
  });

const isSame = (accepted: Accepted, survivor: Survivor): boolean =>
  accepted.file === survivor.file &&
  accepted.mutator === survivor.mutator &&
  accepted.line === survivor.line &&
  accepted.replacement === survivor.replacement;

export const isAccepted = (accepted: readonly Accepted[], survivor: Survivor): boolean =>
  accepted.some((one) => isSame(one, survivor) && one.reason.trim() !== '');

/** Reasons for mutants that tests notice by now, or that the code no longer has. */
export const outdated = (
  accepted: readonly Accepted[],
  survivors: readonly Survivor[],
): Accepted[] => accepted.filter((one) => !survivors.some((survivor) => isSame(one, survivor)));
