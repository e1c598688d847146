import { spawn } from 'node:child_process';
import { endWithUs } from '../end-with-us.ts';

/** `npm run import` while it runs. */
export const beginImport = (...args: string[]) => {
  const flags = ['--disable-warning=ExperimentalWarning', 'scripts/import/import.ts'];
  const child = spawn(process.execPath, [...flags, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
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

export const runImport = async (...args: string[]) => {
  const command = beginImport(...args);
  return { code: await command.exited, output: command.output() };
};
