import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { commandLine } from './command.ts';
import { partsOf } from './mutate/parts.ts';
import { tableOf, totalOf } from './mutate/scores.ts';
import {
  isAccepted,
  type MutantResult,
  outdated,
  readAccepted,
  survivorsOf,
  textOf,
} from './mutate/survivors.ts';
import { numberOption } from './number-option.ts';

const minScore = 90;
const values = commandLine({
  name: 'mutate',
  summary: `Changes the core in small ways (mutants: \`<\` for \`<=\`, a condition that is always true, an empty body), one at a time, and checks whether a test fails. A mutant that no test detects is a rule without a test, or unnecessary code. See docs/figures/mutation.md.

Goes through the files in parts: prints what survived in a part and the score of each file when the part ends, and keeps it in .cache/mutate, so that a run that is stopped goes on where it was. After a change only mutants of changed code, and survivors that changed tests run, are tried again.

Fails under ${minScore} % and for each mutant that survives without a reason in scripts/mutate/accepted.json.

  npm run mutate -- --quick --file 'functions/core/usecases/messages/*.ts'    while writing tests
  npm run mutate -- --since main                                          before a change is merged`,
  options: {
    file: { type: 'string', multiple: true },
    since: { type: 'string' },
    quick: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
    parallel: { type: 'string', default: '2' },
    runs: { type: 'string', default: '25' },
    static: { type: 'boolean', default: false },
  },
  help: {
    file: 'Which files of functions/core; may be repeated (default: all)',
    since: 'Only files that differ from this commit',
    quick: 'Only the unit tests of the core, without the port and property suites',
    again: 'Tests all mutants, also those without changes since the last run',
    parallel: 'Number of mutants at a time',
    runs: 'Runs of each property against a mutant',
    static: 'Also mutants of code that runs when a module loads; each one reloads every suite',
  },
});

/** Ports contain only types. */
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
process.env['PARLEY_MUTATE_QUICK'] = String(values.quick);
process.env['PARLEY_MUTATE_STATIC'] = String(values.static);

const mutantsOf = (part: readonly string[]): Promise<MutantResult[]> =>
  new Stryker({
    mutate: [...part],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'scripts/mutate/vitest.config.ts', related: false, pool: 'threads' },
    coverageAnalysis: 'perTest',
    ignoreStatic: !values.static,
    incremental: true,
    incrementalFile: '.cache/mutate/found.json',
    force: values.again,
    // A busy machine is only slow: endless loops are detected by their iterations instead.
    dryRunTimeoutMinutes: 60,
    timeoutMS: 120_000,
    concurrency: numberOption('parallel', values.parallel),
    reporters: ['progress-append-only'],
    ignorePatterns: ['docs', 'cdk.out', '.cache', 'web', 'lib', 'bin'],
    tempDirName: '.cache/mutate/sandbox',
    cleanTempDir: 'always',
    allowConsoleColors: false,
  }).runMutationTest();

const accepted = readAccepted().filter(({ file }) => files.includes(file));
const results: MutantResult[] = [];
for (const part of partsOf(files)) {
  // Stryker also returns the results of earlier runs on other files.
  const found = (await mutantsOf(part)).filter(({ fileName }) =>
    part.includes(relative('.', fileName)),
  );
  results.push(...found);
  for (const survivor of survivorsOf(found)) {
    if (!isAccepted(accepted, survivor)) console.log(`\n${textOf(survivor)}`);
  }
  console.log(`\n${tableOf(found)}\n`);
}

const survivors = survivorsOf(results);
const unanswered = survivors.filter((survivor) => !isAccepted(accepted, survivor));
for (const one of values.quick ? [] : outdated(accepted, survivors)) {
  console.log(`\nno longer a survivor, take it from accepted.json: ${one.file} (${one.mutator})`);
  console.log(`  ${one.line}\n  → ${one.replacement}`);
}

console.log(`\n${tableOf(results)}\n`);
const { noticed, timedOut, survived, leftOut, score } = totalOf(results);
console.log(
  `${score.toFixed(1)} % of ${noticed + survived} mutants noticed in ${files.length} files ` +
    `(${timedOut} by their time); ${survived} survived, ${survivors.length - unanswered.length} of them ` +
    `with a reason; ${leftOut} left out; ${Math.ceil(performance.now() / 60_000)} minutes`,
);
process.exit(score < minScore || unanswered.length > 0 ? 1 : 0);
