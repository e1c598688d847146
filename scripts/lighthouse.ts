import { mkdirSync, writeFileSync } from 'node:fs';
import type { Result } from 'lighthouse';
import { newDataFolder, startParley } from '../test/support/parley-process.ts';
import { commandLine } from './command.ts';
import { type DebuggedBrowser, startDebuggedBrowser } from './lighthouse/browser.ts';
import {
  type Category,
  categories,
  findings,
  medianRun,
  runOnce,
  scoreOf,
} from './lighthouse/runs.ts';
import { seedDialog } from './lighthouse/seed.ts';

const values = commandLine({
  name: 'lighthouse',
  summary:
    'Lighthouse on sign-in and on a conversation with messages: the built site, served by one process, on an emulated phone with slow 4G. Fails below performance 95, accessibility 100, best practices 95. The reports of the median runs are in .cache/lighthouse.',
  options: { runs: { type: 'string', default: '5' } },
  help: { runs: 'Runs of each page, of which the median counts' },
});

const least: Record<Category, number> = {
  performance: 95,
  accessibility: 100,
  'best-practices': 95,
};
const metrics = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'speed-index',
];
const folder = '.cache/lighthouse';

const runAll = async (url: string, { port }: DebuggedBrowser): Promise<Result[]> => {
  const runs: Result[] = [];
  for (let n = 0; n < Number(values.runs); n++) runs.push(await runOnce(url, port));
  return runs;
};

/** Prints a page's scores and their costs. Returns whether they meet the limits. */
const report = (name: string, runs: readonly Result[]): boolean => {
  const median = medianRun(runs);
  const performances = runs.map((run) => scoreOf(run, 'performance')).join(', ');
  console.log(`\n${name} (performance of each run: ${performances})`);
  for (const category of categories) {
    const score = scoreOf(median, category);
    console.log(
      `  ${score < least[category] ? '✗' : '✓'} ${category} ${score} of ${least[category]}`,
    );
  }
  for (const id of metrics) {
    console.log(`    ${median.audits[id]?.title}: ${median.audits[id]?.displayValue}`);
  }
  for (const finding of findings(median)) console.log(`    costs: ${finding}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${name}.json`, JSON.stringify(median, null, 2));
  return categories.every((category) => scoreOf(median, category) >= least[category]);
};

const data = newDataFolder();
const parley = await startParley(['--data', data.path]);
const browser = await startDebuggedBrowser();
const verdicts: boolean[] = [];
try {
  verdicts.push(report('sign-in', await runAll(`${parley.url}/sign-in`, browser)));
  const dialog = await seedDialog(parley.url, browser.context);
  verdicts.push(report('dialog', await runAll(`${parley.url}${dialog}`, browser)));
} finally {
  await browser.close();
  await parley.stop();
  data.remove();
}
process.exit(verdicts.every(Boolean) ? 0 : 1);
