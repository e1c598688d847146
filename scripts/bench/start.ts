import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { newDataFolder, startParley } from '../../test/support/parley-process.ts';
import { commandLine } from '../command.ts';
import { numberOption } from '../number-option.ts';
import { register } from './people.ts';
import { seed } from './seed.ts';

const values = commandLine({
  name: 'bench:start',
  summary:
    'Measures the time from the start of the process to its ready line, with a large data file and with an empty one, alternating. Cold: the data file is not in the page cache (Linux only).',
  options: {
    messages: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '5' },
    data: { type: 'string' },
  },
  help: {
    messages: 'In the large data file',
    rounds: 'Starts of each kind',
    data: 'A folder for the large data file, which is reused if it has one (default: temporary)',
  },
});
const messages = numberOption('messages', values.messages);
const rounds = numberOption('rounds', values.rounds);

const dataFile = (folder: string): string => join(folder, 'parley.db');

const fill = async (folder: string): Promise<void> => {
  const parley = await startParley(['--data', folder, '--api-only']);
  const ada = await register(parley.url, 'ada');
  await parley.stop();
  console.log(`seeding ${messages} messages…`);
  await seed(folder, [ada], { users: 201, messages, conversationsOfFirst: 100 });
};

/** Removes the file from the page cache; false where the system cannot. */
const evict = (file: string): boolean => {
  try {
    const args = [`of=${file}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0'];
    execFileSync('dd', args, { stdio: 'ignore' });
    return process.platform === 'linux';
  } catch {
    return false;
  }
};

const msToReady = async (folder: string): Promise<number> => {
  const from = performance.now();
  const parley = await startParley(['--data', folder, '--api-only']);
  const ms = performance.now() - from;
  await parley.stop();
  return ms;
};

const median = (all: readonly number[]): number =>
  [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)] ?? Number.NaN;

const report = (name: string, all: readonly number[]): number => {
  const [first, last] = [Math.min(...all), Math.max(...all)].map(Math.round);
  console.log(`${name}: ${Math.round(median(all))} ms (${first} to ${last})`);
  return median(all);
};

const [empty, temporary] = [newDataFolder(), newDataFolder()];
const large = values.data ?? temporary.path;
try {
  if (!existsSync(dataFile(large))) await fill(large);
  const megabytes = statSync(dataFile(large)).size / 1_000_000;
  console.log(`data file of ${Math.round(megabytes)} MB`);
  await msToReady(empty.path);
  await msToReady(large);
  const [baseline, warm, cold]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    baseline.push(await msToReady(empty.path));
    warm.push(await msToReady(large));
    if (evict(dataFile(large))) cold.push(await msToReady(large));
  }
  const least = report('ready, empty data file (baseline)', baseline);
  const named = { 'ready, large data file': warm, 'ready, large data file, cold': cold };
  for (const [name, all] of Object.entries(named)) {
    if (all.length === 0) console.log(`${name}: not measured, this system cannot evict a file`);
    else console.log(`ratio to baseline: ${(report(name, all) / least).toFixed(2)}`);
  }
} finally {
  for (const folder of [empty, temporary]) folder.remove();
}
