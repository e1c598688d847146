import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ParleyProcess } from '#test/support/parley-process.ts';
import { startParley } from '#test/support/parley-process.ts';
import type { Probed } from './probe.ts';

/** The bare server on a free port. */
export const startBare = async (folder: string) => {
  const script = fileURLToPath(new URL('bare-server.ts', import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, folder]);
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data) => resolve(String(data))),
  );
  return { url: line.trim().split(' ')[1] ?? '', pid: child.pid ?? 0, stop: () => child.kill() };
};

const probe = fileURLToPath(new URL('probe.ts', import.meta.url));

/** Parley as `npm start` runs it, with the probe. */
export const startProbed = (args: string[]): Promise<ParleyProcess> =>
  startParley(['--api-only', ...args], {
    flags: ['--import', probe],
  });

const probedLines = ({ output }: ParleyProcess): string[] => output().match(/^probed .*$/gm) ?? [];

/** The server's figures since the last request. */
export const askProbe = async (parley: ParleyProcess): Promise<Probed> => {
  const before = probedLines(parley).length;
  process.kill(parley.pid, 'SIGUSR2');
  while (probedLines(parley).length === before) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return JSON.parse(probedLines(parley).at(-1)?.slice('probed '.length) ?? '') as Probed;
};
