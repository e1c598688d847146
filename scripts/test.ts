import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { builtSiteFolder } from '#local/site/build.ts';
import { commandLine } from './command.ts';
import { runAll } from './test/run-all.ts';
import { folder, notRunFile, record, type Suite, suites } from './test/suites.ts';

const values = commandLine({
  name: 'test',
  summary:
    'Runs every suite that can run on this machine, and lists those that cannot, and those that run only with --only. Three suites run at a time, since most of them wait as much as they compute; the output of a suite is printed when it has ended. With one suite, or with --serial, the output is printed at once.',
  options: {
    only: { type: 'string', multiple: true },
    serial: { type: 'boolean', default: false },
  },
  help: {
    only: `Only this suite; may be repeated: ${suites.map(({ name }) => name).join(', ')}`,
    serial: 'One suite after the other',
  },
});
const unknown = values.only?.find((name) => !suites.some((suite) => suite.name === name));
if (unknown) {
  console.error(`no suite is called ${unknown}; see npm test -- --help`);
  process.exit(1);
}

mkdirSync(folder, { recursive: true });
rmSync(notRunFile, { force: true });
rmSync(record, { recursive: true, force: true });
const notRun: string[] = [];
const chosen: Suite[] = [];
for (const suite of suites) {
  if (values.only ? !values.only.includes(suite.name) : suite.isOnDemand) continue;
  const missing = await suite.missing?.();
  if (missing) notRun.push(`${suite.name}: ${missing}`);
  else chosen.push(suite);
}
const start = performance.now();
// Otherwise each process that serves the site would build it at the same time.
if (chosen.some(({ hasSite }) => hasSite)) await builtSiteFolder(console.log);
const lanes = values.serial ? 1 : Math.min(availableParallelism() + 1, 3, chosen.length);
const results = await runAll(chosen, lanes);
const wallSeconds = (performance.now() - start) / 1000;

const column = (seconds: number | null): string => (seconds?.toFixed(0) ?? '–').padStart(8);
console.log(`\n${'Seconds'.padEnd(16)}${'wall'.padStart(8)}${'CPU'.padStart(8)}`);
for (const { name, seconds, cpuSeconds, counts } of results)
  console.log(
    `${name.padEnd(16)}${column(seconds)}${column(cpuSeconds)}   ${counts.passed} passed`,
  );
const cpuSum = results.reduce((all, { cpuSeconds }) => all + (cpuSeconds ?? 0), 0);
console.log(`${'in all'.padEnd(16)}${column(wallSeconds)}${column(cpuSum || null)}`);
if (existsSync(notRunFile)) notRun.push(...readFileSync(notRunFile, 'utf8').trim().split('\n'));
if (notRun.length > 0) {
  console.log('\nNot run on this machine:');
  for (const line of new Set(notRun)) console.log(`  - ${line}`);
}
const onDemand = suites.flatMap(({ name, isOnDemand }) => (isOnDemand ? [`--only ${name}`] : []));
if (!values.only) console.log(`\nLeft to npm run check:long (npm test -- ${onDemand.join(' ')})`);
for (const { name, failures } of results)
  for (const failure of failures)
    console.log(`\n✗ ${name}: ${failure.name}\n${failure.error.replace(/^/gm, '    ')}`);
const sum = (kind: 'passed' | 'failed' | 'skipped'): number =>
  results.reduce((all, { counts }) => all + counts[kind], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
// Fails if no requested suite could run: the lines above say what is missing.
process.exit(sum('failed') > 0 || (chosen.length > 0 && sum('passed') === 0) ? 1 : 0);
