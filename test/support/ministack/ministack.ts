import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cachedFolder } from '../cache-folder.ts';
import { endWithUs } from '../end-with-us.ts';
import { freePort, isInstalled, reasonOf, run, stop, untilAnswering } from '../processes.ts';

/** The version that `requirements.txt` pins, with its dependencies. */
const version = '1.5.33';
const requirements = join(import.meta.dirname, 'requirements.txt');
const oldestPython = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))';

const howToGetIt =
  'it needs python3 of version 3.10 or newer with venv, and to be downloaded once (Debian: apt-get install python3-venv)';

/** A virtual environment, with pip's own settings. */
const environment = (): Promise<string> =>
  cachedFolder(`ministack-${version}`, async (folder) => {
    await run('python3', ['-m', 'venv', folder]);
    await run(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '-q', '-r', requirements]);
  });

/** Downloads it if it is missing. Returns why MiniStack cannot run here, or null. */
export const miniStackMissing = async (): Promise<string | null> => {
  if (!isInstalled('python3', '-c', oldestPython)) return `no such python3 found: ${howToGetIt}`;
  try {
    await environment();
    return null;
  } catch (error) {
    return `it could not be downloaded (${reasonOf(error)}): ${howToGetIt}`;
  }
};

export interface MiniStack {
  readonly endpoint: string;
  /** The environment for an SDK, the AWS CLI or the CDK. */
  readonly env: Readonly<Record<string, string>>;
  readonly log: string;
  stop(): Promise<void>;
}

export interface MiniStackOptions {
  /** Additional variables for the server and its Lambda functions. */
  readonly env?: Readonly<Record<string, string>>;
}

const serverEnv = (port: number, data: string): Record<string, string> => ({
  // This Node comes first, so that functions run on the project's version.
  PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
  HOME: data,
  TMPDIR: data,
  LANG: 'C.UTF-8',
  BIND_HOST: '127.0.0.1',
  MINISTACK_HOST: '127.0.0.1',
  GATEWAY_PORT: String(port),
  STATE_DIR: join(data, 'state'),
  S3_DATA_DIR: join(data, 's3'),
  LAMBDA_EXECUTOR: 'local',
  // Each warm function is a Node process of 60 MB.
  LAMBDA_ACCOUNT_CONCURRENCY: '20',
  LAMBDA_WARM_TTL_SECONDS: '60',
  LOG_LEVEL: 'WARNING',
});

const isReady = async (endpoint: string, child: ChildProcess): Promise<void> =>
  untilAnswering(`${endpoint}/_ministack/health`, child, 180_000);

/** Starts it on a free port of the loopback interface, with its state in a temporary folder. */
export const startMiniStack = async (options: MiniStackOptions = {}): Promise<MiniStack> => {
  const folder = await environment();
  const data = mkdtempSync(join(tmpdir(), 'parley-ministack-'));
  const port = await freePort();
  const log = join(data, 'ministack.log');
  // As a module: the entry script contains the path where the environment was made.
  const child = spawn(join(folder, 'bin', 'python'), ['-m', 'ministack'], {
    env: { ...serverEnv(port, data), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(child);
  const output = createWriteStream(log);
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  const endpoint = `http://127.0.0.1:${port}`;
  await isReady(endpoint, child);
  return {
    endpoint,
    log,
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    },
    stop: async () => {
      // It first ends its functions, which takes some seconds.
      await stop(child, 10_000);
      rmSync(data, { recursive: true, force: true });
    },
  };
};
