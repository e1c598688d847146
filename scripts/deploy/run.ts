import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { UserError } from '../command.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));
/** The project's binaries, so that the CDK and its app run on the project's Node. */
const bin = `${root}node_modules/.bin`;

/** Runs a tool of the project and shows its output. @throws UserError if it fails */
export const run = async (
  command: string,
  args: readonly string[],
  options: { environment?: NodeJS.ProcessEnv; folder?: string } = {},
): Promise<void> => {
  const environment = options.environment ?? process.env;
  const child = spawn(command, args, {
    cwd: options.folder ?? root,
    stdio: 'inherit',
    env: { ...environment, PATH: `${bin}:${environment['PATH']}` },
  });
  const code = await new Promise((resolve, reject) => {
    child.once('close', resolve).once('error', ({ message }) => {
      reject(new UserError(`${command} cannot be started: ${message}`));
    });
  });
  if (code !== 0) throw new UserError(`${command} ${args[0]} failed (exit code ${code})`);
};
