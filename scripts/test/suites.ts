import { engineMissing, engineNames } from '../../test/engines/support/installed.ts';
import { browserMissing, findBrowser } from '../../test/support/browser.ts';
import { cfnLintMissing } from '../../test/support/cfn-lint/cfn-lint.ts';
import { engineMissing as containersMissing } from '../../test/support/container/engine.ts';
import { localStackMissing } from '../../test/support/localstack/localstack.ts';
import { miniStackMissing } from '../../test/support/ministack/ministack.ts';
import { machineMissing } from '../../test/systemd/machine.ts';
import { previousMissing } from '../../test/upgrades/previous-version.ts';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}
export interface Suite {
  readonly name: string;
  readonly command: string[];
  /** Why the suite cannot run on this machine and how to get what is missing, or null. */
  readonly missing?: () => Promise<string | null>;
  /**
   * Runs only if --only names it, as check:long does: npm test must end within minutes. npm test prints the command at its end.
   */
  readonly isOnDemand?: boolean;
  /** Additional environment variables. */
  readonly env?: Record<string, string>;
  /** Runs after this suite. */
  readonly after?: string;
  /** Measures, so no other suite may run at the same time. */
  readonly isAlone?: boolean;
  /** Uses the built site, which is built before the suites start. */
  readonly hasSite?: boolean;
  /** Reads the counts from the report of the command. */
  readonly count: (report: string) => Counts;
}

/** Folder of the suites' reports and output. */
export const folder = '.cache/test';
/** Logs of the e2e files, for the test of logs. */
export const record = `${folder}/record`;
export const notRunFile = `${folder}/not-run.txt`;

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

/** A suite of Vitest: the project of this name, or several. */
const vitest = (name: string, projects: readonly string[] = [name]): Suite => ({
  name,
  command: [
    'vitest',
    'run',
    ...projects.map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${folder}/${name}.json`,
  ],
  count: vitestCounts,
});

/** In the order in which they start: the longest first. */
export const suites: Suite[] = [
  {
    name: 'browser',
    hasSite: true,
    command: ['playwright', 'test', '--project=desktop', '--reporter=list,json'],
    missing: async () => ((await findBrowser()) ? null : browserMissing),
    count: playwrightCounts,
  },
  {
    // The tests whose view on a phone is another one.
    name: 'browser-phone',
    hasSite: true,
    isOnDemand: true,
    command: ['playwright', 'test', '--project=phone', '--reporter=list,json'],
    missing: async () => ((await findBrowser()) ? null : browserMissing),
    count: playwrightCounts,
  },
  {
    // The same e2e files, against a stage deployed to an AWS endpoint. What npm run verify checks by calls, they
    // check as well; stage-life runs all of it.
    name: 'ministack',
    command: ['node', 'scripts/deploy/test-ministack.ts', '--checks', 'stage'],
    missing: async () => miniStackMissing(),
    count: vitestCounts,
  },
  { ...vitest('e2e', ['e2e', 'e2e-local']), hasSite: true, env: { PARLEY_RECORD: record } },
  ...['ports-aws', 'simulator'].map((name) => vitest(name)),
  { ...vitest('property-aws'), isOnDemand: true },
  { ...vitest('e2e-slow'), hasSite: true, isOnDemand: true },
  { ...vitest('logs'), env: { PARLEY_RECORD: record }, after: 'e2e' },
  vitest('infra'),
  vitest('web', ['web', 'web-isolated']),
  ...['unit', 'contract', 'ports-local', 'property-local'].map((name) => vitest(name)),
  // Destroys a protected stage on MiniStack and adopts its data.
  { ...vitest('adoption'), missing: async () => miniStackMissing(), isOnDemand: true },
  // A stage with the settings of prod on MiniStack, from a failed first deploy to its removal.
  { ...vitest('stage-life'), missing: async () => miniStackMissing(), isOnDemand: true },
  { ...vitest('ports-localstack'), missing: () => localStackMissing(), isOnDemand: true },
  // Clients of the previous version, from the history, with this server.
  { ...vitest('upgrades'), missing: async () => previousMissing(), isOnDemand: true },
  // Builds the image of the Dockerfile, and runs, kills and upgrades containers.
  { ...vitest('container'), missing: async () => containersMissing(), isOnDemand: true },
  // Boots Debian in a container of systemd, and starts, kills and stops the unit there.
  { ...vitest('systemd'), hasSite: true, missing: async () => machineMissing(), isOnDemand: true },
  { ...vitest('cfn-lint'), missing: () => cfnLintMissing(), isOnDemand: true },
  ...engineNames.map((name) => ({
    ...vitest(name),
    hasSite: true,
    // The suite browser has Chromium do the same, and more.
    isOnDemand: name === 'chromium',
    missing: () => engineMissing(name),
  })),
  {
    // The cost of attacks: CPU time, memory and the delays of other users.
    name: 'attack',
    isAlone: true,
    isOnDemand: true,
    command: ['node', '--disable-warning=ExperimentalWarning', 'scripts/attack.ts', '--short'],
    missing: async () => (process.platform === 'linux' ? null : 'it reads /proc: run it on Linux'),
    count: (report) => JSON.parse(report) as Counts,
  },
];
