import { runSuite, type SuiteResult } from './run-suite.ts';
import type { Suite } from './suites.ts';

/**
 * Runs suites in order, `lanes` at a time. A suite that runs alone waits until all others have ended; a suite
 * that depends on another one waits for it.
 */
export const runAll = async (suites: readonly Suite[], lanes: number): Promise<SuiteResult[]> => {
  const isLive = lanes === 1;
  const results: SuiteResult[] = [];
  const waiting = suites.filter(({ isAlone }) => !isAlone);
  const isDone = (name: string): boolean => results.some((result) => result.name === name);
  const isReady = ({ after }: Suite): boolean =>
    after === undefined || isDone(after) || !suites.some(({ name }) => name === after);
  let wake: (() => void)[] = [];
  const lane = async (): Promise<void> => {
    while (waiting.length > 0) {
      const next = waiting.findIndex(isReady);
      const [suite] = next === -1 ? [] : waiting.splice(next, 1);
      if (suite) {
        results.push(await runSuite(suite, isLive));
        for (const go of wake) go();
        wake = [];
      } else await new Promise<void>((resolve) => wake.push(resolve));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  for (const suite of suites.filter(({ isAlone }) => isAlone))
    results.push(await runSuite(suite, isLive));
  return results;
};
