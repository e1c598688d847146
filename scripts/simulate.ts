import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

const help = `Runs the simulator over many schedules; a failure prints the seed and the shortest schedule.

Usage: npm run simulate -- [--schedules 5000] [--seed N]
`;

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '5000' },
    seed: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(help);
} else {
  const child = spawn('vitest', ['run', '--project', 'simulator'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: {
      ...process.env,
      PARLEY_SCHEDULES: values.schedules,
      ...(values.seed !== undefined && { PARLEY_SEED: values.seed }),
    },
  });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
