import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { engineMissing, engineNames } from '../test/engines/support/installed.ts';
import { browserMissing, findBrowser } from '../test/support/browser.ts';
import { miniStackMissing } from '../test/support/ministack/ministack.ts';

const help = `Runs every suite that can run on this machine and names those that cannot.

Usage: npm test -- [--only NAME]...

  --only NAME   only these suites: ${'unit, contract, web, simulator, property-local, property-aws, ports-local, ports-aws, infra, e2e, logs, ministack, attack, browser, chromium, firefox, webkit'}
`;

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}
interface Suite {
  readonly name: string;
  readonly command: string[];
  /** Why it cannot run on this machine and how to get what it needs, or null. */
  readonly missing?: () => Promise<string | null>;
  /** More variables. */
  readonly env?: Record<string, string>;
  /** Reads the counts from the report that the command wrote. */
  readonly count: (report: string) => Counts;
}

const folder = '.cache/test';
/** What the e2e files leave for the test of logs. */
const record = `${folder}/record`;
const notRunFile = `${folder}/not-run.txt`;

const vitestCounts = (report: string): Counts => {
  const result = JSON.parse(report) as Record<string, number>;
  return {
    passed: result['numPassedTests'] ?? 0,
    failed: result['numFailedTests'] ?? 0,
    skipped: (result['numPendingTests'] ?? 0) + (result['numTodoTests'] ?? 0),
  };
};

const playwrightCounts = (report: string): Counts => {
  const { stats } = JSON.parse(report) as { stats: Record<string, number> };
  return {
    passed: (stats['expected'] ?? 0) + (stats['flaky'] ?? 0),
    failed: stats['unexpected'] ?? 0,
    skipped: stats['skipped'] ?? 0,
  };
};

const vitest = (name: string): Suite => ({
  name,
  command: [
    'vitest',
    'run',
    '--project',
    name,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${folder}/${name}.json`,
  ],
  count: vitestCounts,
});

const suites: Suite[] = [
  ...[
    'unit',
    'contract',
    'web',
    'simulator',
    'property-local',
    'property-aws',
    'ports-local',
    'ports-aws',
    'infra',
  ].map(vitest),
  ...['e2e', 'logs'].map((name) => ({ ...vitest(name), env: { PARLEY_RECORD: record } })),
  {
    // The same e2e files, against everything deployed to an AWS endpoint.
    name: 'ministack',
    command: ['node', 'scripts/deploy/test-ministack.ts'],
    missing: async () => miniStackMissing(),
    count: vitestCounts,
  },
  {
    // What strangers can cost, in CPU time, memory and other people's waiting.
    name: 'attack',
    command: ['node', '--disable-warning=ExperimentalWarning', 'scripts/attack.ts', '--short'],
    missing: async () => (process.platform === 'linux' ? null : 'it reads /proc: run it on Linux'),
    count: (report) => JSON.parse(report) as Counts,
  },
  {
    name: 'browser',
    command: ['playwright', 'test', '--reporter=list,json'],
    missing: async () => ((await findBrowser()) ? null : browserMissing),
    count: playwrightCounts,
  },
  ...engineNames.map((name) => ({
    ...vitest(name),
    missing: () => engineMissing(name),
  })),
];

const run = (command: string[], env: Record<string, string>): Promise<number> =>
  new Promise((resolve) => {
    const [program = '', ...args] = command;
    const child = spawn(program, args, {
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, ...env },
    });
    child.on('error', () => resolve(127));
    child.on('exit', (code) => resolve(code ?? 1));
  });

/** Runs a suite; one that ended badly without a failed test counts as one failure. */
const runSuite = async ({ name, command, count, env }: Suite): Promise<Counts> => {
  const report = `${folder}/${name}.json`;
  rmSync(report, { force: true });
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`);
  const code = await run(command, {
    PARLEY_NOT_RUN_FILE: notRunFile,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    PARLEY_TEST_REPORT: report,
    ...env,
  });
  const counts = existsSync(report)
    ? count(readFileSync(report, 'utf8'))
    : { passed: 0, failed: 0, skipped: 0 };
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
};

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, help: { type: 'boolean', default: false } },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}
const unknown = values.only?.find((name) => !suites.some((suite) => suite.name === name));
if (unknown) {
  console.error(`no suite is called ${unknown}; see npm test -- --help`);
  process.exit(1);
}

mkdirSync(folder, { recursive: true });
rmSync(notRunFile, { force: true });
rmSync(record, { recursive: true, force: true });
const notRun: string[] = [];
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const suite of suites) {
  if (values.only && !values.only.includes(suite.name)) continue;
  const missing = await suite.missing?.();
  if (missing) {
    notRun.push(`${suite.name}: ${missing}`);
    continue;
  }
  const counts = await runSuite(suite);
  if (counts.failed > 0) console.log(`\n✗ ${suite.name}: ${counts.failed} failed`);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}

if (existsSync(notRunFile)) notRun.push(...readFileSync(notRunFile, 'utf8').trim().split('\n'));
if (notRun.length > 0) {
  console.log('\nNot run on this machine:');
  for (const line of new Set(notRun)) console.log(`  - ${line}`);
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
