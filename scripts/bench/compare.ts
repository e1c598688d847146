import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { runCommand, UserError } from '../command.ts';
import { numberOption } from '../number-option.ts';
import { checkout } from './support/checkout.ts';
import { median } from './support/medians.ts';

const root = resolve(import.meta.dirname, '../..');

/** Calls per second of each measurement that the benchmark prints. */
const runOnce = async (
  folder: string,
  bench: string,
  args: string[],
): Promise<Map<string, number>> => {
  const child = spawn('npm', ['run', '--silent', `bench:${bench}`, '--', ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const code = await new Promise((ended) => child.once('close', ended));
  if (code !== 0) throw new UserError(`bench:${bench} failed in ${folder}:\n${output}`);
  const printed = stripVTControlCharacters(output).matchAll(/^(.+?): \{\s*'\w+\/s': (\d+)/gm);
  return new Map([...printed].map(([, name = '', rate]) => [name, Number(rate)]));
};

await runCommand({
  name: 'bench:compare',
  summary:
    'Runs a benchmark in this checkout and in one of another commit, alternating, and prints the medians and their ratio.',
  options: {
    commit: { type: 'string' },
    bench: { type: 'string', default: 'read' },
    rounds: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '5' },
    users: { type: 'string' },
  },
  help: {
    commit: 'Compares with this commit',
    bench: 'read (default); bench:send compares by itself, with --against',
    rounds: 'How often each is run (default: 8)',
    seconds: 'How long each measurement takes (default: 5)',
    users: "The benchmark's own option",
  },
  run: async ({ commit, bench = 'read', rounds = '8', seconds = '5', users }) => {
    if (commit === undefined) throw new UserError('--commit is missing');
    const folders = { before: checkout(commit), now: root };
    const args = ['--seconds', seconds, ...(users === undefined ? [] : ['--users', users])];
    const rates = new Map<string, { before: number[]; now: number[] }>();
    const count = numberOption('rounds', rounds);
    for (let round = 1; round <= count; round++) {
      // The first run has the cooler machine, so the order alternates.
      const order = round % 2 === 0 ? (['now', 'before'] as const) : (['before', 'now'] as const);
      for (const which of order) {
        for (const [name, rate] of await runOnce(folders[which], bench, args)) {
          const entry = rates.get(name) ?? { before: [], now: [] };
          entry[which].push(rate);
          rates.set(name, entry);
        }
      }
      const lasts = [...rates].map(
        ([name, { before, now }]) => `${name} ${before.at(-1)}, ${now.at(-1)}`,
      );
      console.log(`round ${round} of ${count} (before, now): ${lasts.join('; ')}`);
    }
    for (const [name, { before, now }] of rates) {
      const ratio = median(now) / median(before);
      console.log(
        `${name}: ${median(before)} → ${median(now)} a second, ratio ${ratio.toFixed(3)}`,
      );
    }
  },
});
