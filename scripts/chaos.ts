import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { commandLine } from './command.ts';
import { numberOption } from './number-option.ts';

const values = commandLine({
  name: 'chaos',
  summary:
    'Chaos over real sockets: people with two devices each write, edit, delete and read with the client of the site, while sockets are cut, calls and frames get lost, pages close, and the server is killed with -9 and started again; each has a phone with Parley closed, at a push service that fails. At the end every device must equal the log, and every phone must have been notified of what is unread. Prints the figures and the seed; exits with 1 after a violation.',
  options: {
    seconds: { type: 'string', default: '60' },
    users: { type: 'string', default: '20' },
    kills: { type: 'string', default: '3' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
  help: {
    seconds: 'How long people write',
    users: 'How many people',
    kills: 'How often the server is killed',
    seed: 'Repeats the plan of each device and of the kills; their interleaving stays random',
  },
});
const plan = [
  numberOption('seconds', values.seconds),
  numberOption('users', values.users, { min: 2 }),
  numberOption('kills', values.kills, { min: 0 }),
  numberOption('seed', values.seed, { min: 0 }),
];
const main = fileURLToPath(new URL('../test/chaos/main.ts', import.meta.url));
const flags = ['--disable-warning=ExperimentalWarning'];
const child = spawn(process.execPath, [...flags, main, ...plan.map(String)], { stdio: 'inherit' });
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
