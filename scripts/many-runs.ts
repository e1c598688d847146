import { spawn } from 'node:child_process';
import { commandLine } from './command.ts';

/** The command that runs a randomised suite many times, or once from a given seed. */
export const manyRuns = (suite: {
  /** Name of the npm script. */
  readonly name: string;
  readonly summary: string;
  /** Name of the vitest project. */
  readonly project: string;
  /**
   * The option for the number of runs, the environment variable that passes it, and its default.
   */
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
