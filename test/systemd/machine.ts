import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cachedFolder } from '../support/cache-folder.ts';
import { endWithUs } from '../support/end-with-us.ts';
import { isInstalled, run } from '../support/processes.ts';

const packages = 'Debian: apt-get install mmdebstrap systemd-container';

/** Why no machine can be booted here, or null. */
export const machineMissing = (): string | null => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'it must run as root on Linux';
  const programs = ['mmdebstrap', 'systemd-nspawn', 'nsenter'];
  const missing = programs.find((program) => !isInstalled(program, '--version'));
  return missing === undefined ? null : `${missing} was not found (${packages})`;
};

/** Units of a whole system, which could change the kernel that this machine shares. */
const masked = [
  'systemd-sysctl.service',
  'systemd-modules-load.service',
  'systemd-remount-fs.service',
  'systemd-binfmt.service',
  'systemd-random-seed.service',
  'systemd-logind.service',
  'kmod-static-nodes.service',
  'sys-kernel-config.mount',
  'sys-kernel-debug.mount',
  'sys-kernel-tracing.mount',
  'dev-hugepages.mount',
];

const debian = (): Promise<string> =>
  cachedFolder('systemd-root-1', async (draft) => {
    const options = ['--variant=minbase', '--include=systemd,systemd-sysv'];
    const sources = '/etc/apt/sources.list.d/debian.sources';
    await run('mmdebstrap', [...options, 'bookworm', join(draft, 'debian.tar'), sources], {
      maxBuffer: 64 * 1024 * 1024,
    });
  });

/** Installs Parley as docs/one-machine.md says. */
const install = async (root: string): Promise<void> => {
  const script = ['--disable-warning=ExperimentalWarning', 'scripts/server-pack/server-pack.ts'];
  await run('node', [...script, '--to', join(root, 'opt/parley')]);
  mkdirSync(join(root, 'opt/node/bin'), { recursive: true });
  copyFileSync(realpathSync(process.execPath), join(root, 'opt/node/bin/node'));
  const user = ['--system', '--home-dir', '/var/lib/parley', '--shell', '/usr/sbin/nologin'];
  await run('chroot', [root, 'useradd', ...user, 'parley']);
  const units = join(root, 'etc/systemd/system');
  for (const unit of masked) symlinkSync('/dev/null', join(units, unit));
  copyFileSync('local/parley.service', join(units, 'parley.service'));
};

/** The only child of a process. */
const childOf = (pid: number): number | null => {
  const path = `/proc/${pid}/task/${pid}/children`;
  const [child] = existsSync(path) ? readFileSync(path, 'utf8').trim().split(' ') : [];
  return child ? Number(child) : null;
};

/** Debian with systemd as its first process, in a network that has the loopback interface only. */
export const bootMachine = async () => {
  const root = mkdtempSync(join(tmpdir(), 'parley-systemd-'));
  await run('tar', ['xf', join(await debian(), 'debian.tar'), '-C', root]);
  await install(root);
  const options = ['--register=no', '--keep-unit', '--private-network', '--console=pipe'];
  const child = spawn(
    'systemd-nspawn',
    ['--directory', root, ...options, '--boot', 'systemd.unit=parley.service'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  endWithUs(child);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const init = (): number => {
    const found = childOf(child.pid ?? 0);
    if (found === null) throw new Error('the machine is not running');
    return found;
  };
  return {
    /** Runs a program of the machine there. */
    inside: async (...command: string[]): Promise<string> => {
      const { stdout } = await run('nsenter', ['--target', String(init()), '--all', ...command]);
      return stdout.trim();
    },
    /** Runs JavaScript here, on the network of the machine. */
    onItsNetwork: async (script: string): Promise<string> => {
      const target = ['--target', String(init()), '--net'];
      const evaluated = ['--input-type=module', '--eval', script];
      return (await run('nsenter', [...target, process.execPath, ...evaluated])).stdout.trim();
    },
    filesOf: (folder: string): string[] => readdirSync(join(root, folder)).sort(),
    stop: async (): Promise<void> => {
      if (child.exitCode === null) process.kill(init(), 'SIGKILL');
      await ended;
      rmSync(root, { recursive: true, force: true });
    },
  };
};
export type Machine = Awaited<ReturnType<typeof bootMachine>>;
