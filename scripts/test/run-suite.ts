import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { startCpuClock } from './cpu-time.ts';
import { endOfOutput, type Failure, failuresIn } from './failures.ts';
import { type Counts, folder, notRunFile, type Suite } from './suites.ts';

export interface SuiteResult {
  readonly name: string;
  readonly counts: Counts;
  /** Has an entry if a test failed or the suite could not end. */
  readonly failures: readonly Failure[];
  readonly seconds: number;
  /** Processor time of the suite and its processes; null if unknown. */
  readonly cpuSeconds: number | null;
}

interface Run {
  readonly code: number;
  readonly cpuSeconds: number | null;
}

const run = (
  [program = '', ...args]: string[],
  env: Record<string, string>,
  output: 'inherit' | number,
): Promise<Run> =>
  new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', output, output],
      shell: process.platform === 'win32',
      env: { ...process.env, ...env },
    });
    const clock = startCpuClock(child.pid);
    const end = (code: number) => resolve({ code, cpuSeconds: clock.stop() });
    child.on('error', () => end(127));
    child.on('exit', (code) => end(code ?? 1));
  });

/** Cache of compiled code for all Node processes: a start of Parley or of a command takes a fifth less. */
const compileCache = resolve('.cache/compile');

const title = (name: string): string => `\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`;

/**
 * Runs a suite; an error without a failed test counts as one failure. @param isLive prints the output during
 * the run, not at its end
 */
export const runSuite = async (suite: Suite, isLive: boolean): Promise<SuiteResult> => {
  const { name, command, count, env } = suite;
  const report = `${folder}/${name}.json`;
  const outputFile = `${folder}/${name}.log`;
  rmSync(report, { force: true });
  console.log(isLive ? title(name) : `… ${name} started`);
  const output = isLive ? 'inherit' : openSync(outputFile, 'w');
  const start = performance.now();
  const { code, cpuSeconds } = await run(
    command,
    {
      PARLEY_NOT_RUN_FILE: notRunFile,
      NODE_COMPILE_CACHE: compileCache,
      // Suites that deploy at the same time would refuse to share one folder of the CDK.
      CDK_OUTPUT: resolve('.cache/cdk', name),
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      PARLEY_TEST_REPORT: report,
      ...env,
    },
    output,
  );
  const seconds = (performance.now() - start) / 1000;
  if (typeof output === 'number') {
    closeSync(output);
    console.log(`${title(name)}\n${readFileSync(outputFile, 'utf8')}`);
  }
  const text = existsSync(report) ? readFileSync(report, 'utf8') : null;
  const found = text === null ? { passed: 0, failed: 0, skipped: 0 } : count(text);
  const counts = code !== 0 && found.failed === 0 ? { ...found, failed: 1 } : found;
  const failures = text === null ? [] : failuresIn(text);
  if (counts.failed > 0 && failures.length === 0)
    failures.push({
      name: `ended with exit code ${code}`,
      error: isLive ? 'its output is above' : endOfOutput(outputFile),
    });
  if (counts.failed > 0) console.log(`\n✗ ${name}: ${counts.failed} failed`);
  else if (!isLive) console.log(`✓ ${name}: ${counts.passed} passed in ${Math.round(seconds)} s`);
  return { name, counts, failures, seconds, cpuSeconds };
};
