import { spawn } from 'node:child_process';
import { commandLine } from './command.ts';

/** The command line that runs a randomised suite many times over, or again from a seed. */
export const manyRuns = (suite: {
  /** Of the npm script. */
  readonly name: string;
  readonly summary: string;
  /** Of vitest. */
  readonly project: string;
  /** The option that says how many, the variable that tells the suite, and how many when nobody says. */
  readonly option: string;
  readonly variable: string;
  readonly usual: string;
}): void => {
  const values: Record<string, unknown> = commandLine({
    name: suite.name,
    summary: suite.summary,
    options: {
      [suite.option]: { type: 'string', default: suite.usual },
      seed: { type: 'string' },
    },
    help: { [suite.option]: 'How many', seed: 'Repeats the run that printed it' },
  });
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
