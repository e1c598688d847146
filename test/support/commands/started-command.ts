import { spawn } from 'node:child_process';
import { endWithUs } from '../end-with-us.ts';

/** The program of a command of package.json, while it runs. `env`: variables besides those of this process. */
export const startCommand = (
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
) => {
  const flags = ['--disable-warning=ExperimentalWarning', file];
  const child = spawn(process.execPath, [...flags, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  endWithUs(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { kill: () => child.kill('SIGKILL'), exited, output: () => output };
};

/** Kills a started command once `isSo`. @throws what it printed, if it ends before */
export const killWhen = async (
  { kill, exited, output }: ReturnType<typeof startCommand>,
  isSo: () => boolean,
): Promise<void> => {
  let hasEnded = false;
  void exited.then(() => {
    hasEnded = true;
  });
  while (!isSo()) {
    if (hasEnded) throw new Error(`the command ended before it was killed:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  kill();
  await exited;
};

/** Resolves when a started command has ended, to its exit code and what it printed. */
export const endOf = async (
  command: ReturnType<typeof startCommand>,
): Promise<{ code: number | null; output: string }> => ({
  code: await command.exited,
  output: command.output(),
});
