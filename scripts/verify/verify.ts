import { writeFileSync } from 'node:fs';
import { UserError } from '../command.ts';
import type { Check } from './check.ts';
import { openRun, type RunOptions } from './context.ts';
import { lineOf, reportOf, summaryOf } from './report.ts';
import { runChecks } from './run.ts';
import type { Target } from './target.ts';
import { removeTraces } from './traces.ts';

/** The checks whose id begins with one of these texts. @throws UserError if a text matches none */
export const selected = (checks: readonly Check[], only: readonly string[]): readonly Check[] => {
  for (const text of only) {
    if (!checks.some(({ id }) => id.startsWith(text))) {
      throw new UserError(`no check begins with "${text}": see --list`);
    }
  }
  return only.length === 0
    ? checks
    : checks.filter(({ id }) => only.some((text) => id.startsWith(text)));
};

interface Options {
  readonly target: Target;
  readonly checks: readonly Check[];
  readonly accounts?: RunOptions;
  /** The file of the report; none if absent. */
  readonly report?: string | undefined;
  readonly signal: AbortSignal;
  readonly print: (line: string) => void;
}

/**
 * Runs the checks, prints a line when each ends, removes what they have created (also after an abort) and
 * prints a summary. Resolves to whether no check failed.
 */
export const verify = async ({
  target,
  checks,
  accounts = {},
  report,
  signal,
  print,
}: Options): Promise<boolean> => {
  const run = openRun(target, accounts);
  const { call, people } = run.shared;
  const results = await runChecks(checks, run, {
    signal,
    onResult: (result) => print(lineOf(result)),
  });
  if (signal.aborted) print('Interrupted: removing what the checks have created …');
  const removed = await removeTraces({ call, people, traces: run.traces }, target.stage);
  print(`\n${summaryOf(results, removed)}`);
  if (report !== undefined) {
    writeFileSync(report, reportOf(results, run.shared, removed));
    print(`report: ${report}`);
  }
  return !signal.aborted && results.every(({ outcome }) => outcome !== 'failed');
};
