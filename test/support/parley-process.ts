import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import { isRecording, recordLog } from './documents/record.ts';
import { endWithUs } from './end-with-us.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** The flags of `npm start`. */
const nodeFlags = manifest.scripts.start.split(' ').filter((word) => word.startsWith('--'));

/** A Parley process, started like `npm start`. */
export interface ParleyProcess {
  readonly url: string;
  readonly pid: number;
  /** Everything printed so far, both streams. */
  output(): string;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL: no chance to clean up. */
  kill(): Promise<void>;
}

export const newDataFolder = (): { path: string; remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'parley-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

const run = (args: string[], flags: string[], env: Record<string, string> = {}) => {
  const child = spawn(process.execPath, [...nodeFlags, ...flags, 'local/main.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  });
  endWithUs(child);
  let output = '';
  // The demo prints its password on purpose.
  const isSecret = !args.includes('--demo');
  const onOutput = (chunk: Buffer): void => {
    output += chunk;
    if (isSecret) recordLog(`server-${child.pid}`, String(chunk));
  };
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdout.on('data', onOutput);
  child.stderr.on('data', onOutput);
  return { child, exited, output: () => output };
};

const readyUrl = (child: ChildProcess, exited: Promise<unknown>, output: () => string) =>
  new Promise<string>((resolve, reject) => {
    const look = () => {
      const url = output().match(/^Parley is ready at (\S+)$/m)?.[1];
      if (url) resolve(url);
    };
    child.stdout?.on('data', look);
    exited.then(() => reject(new Error(`Parley ended before it was ready:\n${output()}`)));
  });

/** Starts Parley (by default on a free port) and waits until it is ready. */
export const startParley = async (
  args: string[],
  { flags = [], env = {} }: { flags?: string[]; env?: Record<string, string> } = {},
): Promise<ParleyProcess> => {
  const port = args.includes('--port') ? [] : ['--port', '0'];
  // Logs everything.
  const level = isRecording && !args.includes('--log-level') ? ['--log-level', 'debug'] : [];
  const { child, exited, output } = run([...port, ...level, ...args], flags, env);
  const url = await readyUrl(child, exited, output);
  return {
    url,
    pid: child.pid ?? 0,
    output,
    stop: () => {
      child.kill('SIGTERM');
      return exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};

/** Runs Parley to its end: for starts that must fail, and `--help`. */
export const runParley = async (
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> => {
  const { exited, output } = run(args, [], env);
  return { code: await exited, output: output() };
};
