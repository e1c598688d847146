import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { isAccepted, readAccepted, survivorsOf } from './mutate/survivors.ts';
import { numberOption } from './number-option.ts';

const leastScore = 90;
const help = `Changes the core in small ways and looks whether the unit, port and property suites notice.

Usage: npm run mutate -- [--file PATTERN]... [--since REF] [--parallel 2] [--runs 25] [--static]

  --file       which files of functions/core, as a pattern; all of them otherwise
  --since      only files that differ from a commit
  --parallel   how many mutants at once
  --runs       runs of each property against a mutant
  --static     also mutants of what runs when a module loads: each one takes every suite

Fails under ${leastScore} % and for each mutant that survives without a reason in scripts/mutate/accepted.json.
`;
const { values } = parseArgs({
  options: {
    file: { type: 'string', multiple: true },
    since: { type: 'string' },
    parallel: { type: 'string', default: '2' },
    runs: { type: 'string', default: '25' },
    static: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}

/** Ports are types alone. */
const isMutated = (file: string): boolean =>
  file.startsWith('functions/core/') && !file.startsWith('functions/core/ports/');

const changedSince = (ref: string): string[] =>
  execFileSync('git', ['diff', '--name-only', '--diff-filter=d', ref, '--', 'functions/core'], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file !== '');

const filesToMutate = (): string[] => {
  const named = globSync(values.file ?? ['functions/core/**/*.ts'])
    .map((file) => file.replaceAll('\\', '/'))
    .filter(isMutated);
  if (values.since === undefined) return named;
  const changed = changedSince(values.since);
  return named.filter((file) => changed.includes(file));
};

const files = filesToMutate();
if (files.length === 0) {
  console.log('no file of the core to mutate');
  process.exit(0);
}

process.env['PARLEY_PROPERTY_RUNS'] = String(numberOption('runs', values.runs));
// One seed: whether a mutant is noticed must not change from run to run.
process.env['PARLEY_SEED'] ??= '7';
const results = await new Stryker({
  mutate: files,
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'scripts/mutate/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  ignoreStatic: !values.static,
  // A busy machine is slow, not wrong.
  dryRunTimeoutMinutes: 60,
  concurrency: numberOption('parallel', values.parallel),
  reporters: ['progress-append-only'],
  ignorePatterns: ['docs', 'cdk.out', '.cache'],
  tempDirName: '.cache/mutate',
  allowConsoleColors: false,
}).runMutationTest();

const accepted = readAccepted();
const survivors = survivorsOf(results);
const unanswered = survivors.filter((survivor) => !isAccepted(accepted, survivor));
const count = (...statuses: readonly string[]): number =>
  results.filter(({ status }) => statuses.includes(status)).length;
const noticed = count('Killed', 'Timeout');
const score = (100 * noticed) / Math.max(1, noticed + survivors.length);

for (const { file, lineNumber, mutator, line, replacement, status } of unanswered) {
  console.log(`\n${status}: ${file}:${lineNumber} (${mutator})`);
  console.log(`  ${line}\n  → ${replacement}`);
}
console.log(
  `\n${score.toFixed(1)} % of ${noticed + survivors.length} mutants noticed in ${files.length} files; ` +
    `${survivors.length} survived, ${survivors.length - unanswered.length} of them with a reason; ` +
    `${count('Ignored')} left out`,
);
process.exit(score < leastScore || unanswered.length > 0 ? 1 : 0);
