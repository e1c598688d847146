import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** A failed test, or a file whose tests could not run. */
export interface Failure {
  readonly name: string;
  /** The first lines of the error. */
  readonly error: string;
}

/** The parts of the JSON reports of Vitest and Playwright that name a failure. */
interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}
interface PlaywrightSuite {
  readonly specs: readonly {
    readonly title: string;
    readonly file: string;
    readonly line: number;
    readonly ok: boolean;
    readonly tests: readonly {
      readonly results: readonly { readonly error?: { readonly message?: string } }[];
    }[];
  }[];
  readonly suites?: readonly PlaywrightSuite[];
}
interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
}
/** The report of `npm run attack`. */
interface AttackReport {
  readonly failures: readonly Failure[];
}

const maxErrorLines = 12;
const maxLineLength = 300;
const maxOutputLines = 30;

const firstLines = (text: string): string =>
  stripVTControlCharacters(text)
    .trim()
    .split('\n')
    .slice(0, maxErrorLines)
    .map((line) => line.slice(0, maxLineLength))
    .join('\n');

const fileName = (path: string): string => path.replace(`${process.cwd()}/`, '');

const vitestFailures = ({ testResults }: VitestReport): Failure[] =>
  testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults
      .filter((result) => result.status === 'failed')
      .map(({ fullName, failureMessages }) => ({
        name: `${fileName(name)} > ${fullName}`,
        error: firstLines(failureMessages[0] ?? ''),
      }));
    if (failed.length > 0 || status !== 'failed') return failed;
    return [{ name: fileName(name), error: firstLines(message) }];
  });

const playwrightFailures = ({ specs, suites = [] }: PlaywrightSuite): Failure[] => [
  ...specs
    .filter(({ ok }) => !ok)
    .map(({ file, line, title, tests }) => ({
      name: `${file}:${line} > ${title}`,
      error: firstLines(tests[0]?.results.find(({ error }) => error)?.error?.message ?? ''),
    })),
  ...suites.flatMap(playwrightFailures),
];

/** The failures of a report of Vitest, Playwright or `npm run attack`; none if the report has another shape. */
export const failuresIn = (report: string): Failure[] => {
  const result = JSON.parse(report) as Partial<VitestReport & PlaywrightReport & AttackReport>;
  if (result.failures) return [...result.failures];
  if (result.testResults) return vitestFailures({ testResults: result.testResults });
  return (result.suites ?? []).flatMap(playwrightFailures);
};

/** The end of a suite's output, for a suite that failed without a report of a failed test. */
export const endOfOutput = (file: string): string =>
  stripVTControlCharacters(readFileSync(file, 'utf8'))
    .trim()
    .split('\n')
    .slice(-maxOutputLines)
    .join('\n');
