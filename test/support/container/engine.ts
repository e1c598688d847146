import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endWithUs } from '../end-with-us.ts';
import { isInstalled, run, stop } from '../processes.ts';

const isRoot = process.getuid?.() === 0;
const answers = (env: NodeJS.ProcessEnv): boolean =>
  spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], { env }).status === 0;

/** Why no container can run here, and how to change that; null if one can. */
export const engineMissing = (): string | null => {
  const howToGetIt = 'install and start Docker (Debian: apt-get install docker.io mmdebstrap)';
  if (process.platform !== 'linux') return 'it uses the network of a Linux host: run it on Linux';
  if (!isInstalled('docker', '--version')) return `docker was not found: ${howToGetIt}`;
  if (answers(process.env) || (isRoot && isInstalled('dockerd', '--version'))) return null;
  return `no Docker engine answers, and only root may start one: ${howToGetIt}`;
};

export interface Engine {
  /** Started by this process, so that images may be made in it under any name. */
  readonly isOwn: boolean;
  /** Runs `docker`; resolves with its output. @throws with the end of its output */
  docker(...args: string[]): Promise<string>;
  /** Everything that a container printed, both streams. */
  logs(container: string): string;
  /** Stops the engine if it was started here, and removes its images and volumes. */
  stop(): Promise<void>;
}

const engineOn = (
  env: NodeJS.ProcessEnv,
  { isOwn, stopEngine }: { isOwn: boolean; stopEngine: () => Promise<void> },
): Engine => ({
  isOwn,
  docker: async (...args) => {
    try {
      const { stdout } = await run('docker', args, { env, maxBuffer: 64 * 1024 * 1024 });
      return stdout.trim();
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`docker ${args[0]}: ${`${stdout}${stderr}`.slice(-4_000)}`);
    }
  },
  logs: (container) => {
    const { stdout, stderr } = spawnSync('docker', ['logs', container], { env, encoding: 'utf8' });
    return `${stdout}${stderr}`;
  },
  stop: stopEngine,
});

const untilAnswering = async (env: NodeJS.ProcessEnv, child: ChildProcess): Promise<void> => {
  let output = '';
  child.stderr?.on('data', (chunk) => {
    output = `${output}${chunk}`.slice(-4_000);
  });
  while (!answers(env)) {
    if (child.exitCode !== null) throw new Error(`dockerd ended: ${output}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};

/** An engine without a bridge, which needs no right to change the firewall: containers use the host's network. */
const startPrivateEngine = async (): Promise<Engine> => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-engine-'));
  const socket = `unix://${join(folder, 'socket')}`;
  const folders = ['data-root', 'exec-root'].map((name) => `--${name}=${join(folder, name)}`);
  const child = spawn(
    'dockerd',
    [
      ...folders,
      `--pidfile=${join(folder, 'pid')}`,
      `--host=${socket}`,
      ...['--iptables=false', '--bridge=none'],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  endWithUs(child);
  const env = { ...process.env, DOCKER_HOST: socket, DOCKER_BUILDKIT: '0' };
  await untilAnswering(env, child);
  const stopEngine = async (): Promise<void> => {
    await stop(child, 60_000);
    // dockerd leaves the network namespace of the host mounted here.
    spawnSync('umount', ['--lazy', join(folder, 'exec-root/netns/default')]);
    rmSync(folder, { recursive: true, force: true });
  };
  return engineOn(env, { isOwn: true, stopEngine });
};

/** The engine that answers here, or one that this process starts. */
export const startEngine = (): Promise<Engine> =>
  answers(process.env)
    ? Promise.resolve(engineOn(process.env, { isOwn: false, stopEngine: async () => undefined }))
    : startPrivateEngine();
