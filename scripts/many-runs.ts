import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

/** The command line that runs a randomised suite many times over, or again from a seed. */
export const manyRuns = (suite: {
  readonly help: string;
  /** Of vitest. */
  readonly project: string;
  /** The option that says how many, the variable that tells the suite, and how many when nobody says. */
  readonly option: string;
  readonly variable: string;
  readonly usual: string;
}): void => {
  const { values } = parseArgs({
    options: {
      [suite.option]: { type: 'string', default: suite.usual },
      seed: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values['help']) {
    console.log(suite.help);
    return;
  }
  const child = spawn('vitest', ['run', '--project', suite.project], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: {
      ...process.env,
      [suite.variable]: String(values[suite.option]),
      ...(values['seed'] !== undefined && { PARLEY_SEED: String(values['seed']) }),
    },
  });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
};
