import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  downloadMissing,
  type Emulator,
  pythonEnvironment,
  startEmulator,
} from '../emulator/emulator.ts';
import { freePort, isInstalled, stop } from '../processes.ts';

/** The version that `requirements.txt` pins, with its dependencies. */
const version = '1.5.33';
const requirements = join(import.meta.dirname, 'requirements.txt');
const oldestPython = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))';

const howToGetIt =
  'it needs python3 of version 3.10 or newer with venv, and to be downloaded once (Debian: apt-get install python3-venv)';

const environment = (): Promise<string> =>
  pythonEnvironment(`ministack-${version}`, { python: 'python3', requirements });

/** Downloads it if it is missing. Returns why MiniStack cannot run here, or null. */
export const miniStackMissing = async (): Promise<string | null> =>
  isInstalled('python3', '-c', oldestPython)
    ? downloadMissing(environment, howToGetIt)
    : `no such python3 found: ${howToGetIt}`;

export type MiniStack = Emulator;

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

/** Starts it on a free port of the loopback interface, with its state in a temporary folder. */
export const startMiniStack = async (options: MiniStackOptions = {}): Promise<MiniStack> => {
  const folder = await environment();
  const data = mkdtempSync(join(tmpdir(), 'parley-ministack-'));
  const port = await freePort();
  const { child, ...emulator } = await startEmulator(folder, 'ministack', {
    endpoint: `http://127.0.0.1:${port}`,
    health: '/_ministack/health',
    env: { ...serverEnv(port, data), ...options.env },
    log: join(data, 'ministack.log'),
  });
  return {
    ...emulator,
    stop: async () => {
      // It first ends its functions, which takes some seconds.
      await stop(child, 10_000);
      rmSync(data, { recursive: true, force: true });
    },
  };
};
