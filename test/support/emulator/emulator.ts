import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { cachedFolder } from '../cache-folder.ts';
import { endWithUs } from '../end-with-us.ts';
import { reasonOf, run, untilAnswering } from '../processes.ts';

/** An emulator of AWS from PyPI. */
export interface Emulator {
  readonly endpoint: string;
  /** The environment for an SDK, the AWS CLI or the CDK. */
  readonly env: Readonly<Record<string, string>>;
  readonly log: string;
  stop(): Promise<void>;
}

/** A virtual environment, with pip's own settings. `more`: what it needs from elsewhere. */
export const pythonEnvironment = (
  name: string,
  { python, requirements }: { python: string; requirements: string },
  more: (folder: string) => Promise<unknown> = async () => undefined,
): Promise<string> =>
  cachedFolder(name, async (folder) => {
    await run(python, ['-m', 'venv', folder]);
    await run(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '-q', '-r', requirements]);
    await more(folder);
  });

/** Null if the download succeeds or is there, else why not. */
export const downloadMissing = async (
  download: () => Promise<unknown>,
  howToGetIt: string,
): Promise<string | null> => {
  try {
    await download();
    return null;
  } catch (error) {
    return `it could not be downloaded (${reasonOf(error)}): ${howToGetIt}`;
  }
};

/** Starts a module of the environment in `folder`, and waits until `health` answers. */
export const startEmulator = async (
  folder: string,
  module: string,
  {
    endpoint,
    health,
    env,
    log,
    cwd,
    isGroup = false,
  }: {
    endpoint: string;
    health: string;
    env: Record<string, string>;
    log: string;
    cwd?: string;
    /** It starts processes that would outlive it. */
    isGroup?: boolean;
  },
): Promise<{ child: ChildProcess } & Omit<Emulator, 'stop'>> => {
  // As a module: the entry script contains the path where the environment was made.
  const child = spawn(join(folder, 'bin', 'python'), ['-m', module], {
    env,
    ...(cwd !== undefined && { cwd }),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: isGroup,
  });
  endWithUs(child, { isGroup });
  const output = createWriteStream(log);
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  await untilAnswering(`${endpoint}${health}`, child, 180_000);
  return {
    child,
    endpoint,
    log,
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    },
  };
};
