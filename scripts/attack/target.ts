import { readFileSync, writeFileSync } from 'node:fs';
import type { TestUser } from '../../test/support/client.ts';
import { makeClient, newName, password } from '../../test/support/client.ts';
import { newDataFolder, startParley } from '../../test/support/parley-process.ts';
import { usageOf } from '../bench/process-usage.ts';

/** Peak of resident memory since the last `resetPeak`, in MB, from /proc. */
const peakMbOf = (pid: number): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1_024;
};

/** Makes the kernel restart its measurement of the peak (proc(5), clear_refs). */
const resetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5');

/** The attacked server: another process, with its site and with existing users. */
export interface Target {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly pid: number;
  readonly dataFolder: string;
  readonly client: ReturnType<typeof makeClient>;
  /** Two users who chat during the attack: their requests are measured. */
  readonly bystanders: { readonly ada: TestUser; readonly bob: TestUser };
  /** A new account, which any attacker can create. */
  register(): Promise<TestUser>;
  /** @throws if the process has ended */
  usage(): { cpuMs: number; rssMb: number; peakMb: number };
  resetPeak(): void;
  hasEnded(): boolean;
  /** What the process printed before it ended. */
  lastWords(): string;
  stop(): Promise<void>;
}

/** Starts Parley like `npm start`, behind a local proxy, so that a row can choose its address. */
export const startTarget = async (): Promise<Target> => {
  const data = newDataFolder();
  const server = await startParley([
    '--data',
    data.path,
    '--trust-proxy',
    '127.0.0.1',
    // Rows send as much as they can to people who never answer.
    '--requests',
    'off',
    '--log-level',
    'error',
  ]);
  const client = makeClient(server.url);
  const { hostname, port } = new URL(server.url);
  const [ada, bob] = [await client.register(newName('ada')), await client.register(newName('bob'))];
  return {
    url: server.url,
    host: hostname === 'localhost' ? '127.0.0.1' : hostname,
    port: Number(port),
    pid: server.pid,
    dataFolder: data.path,
    client,
    bystanders: { ada, bob },
    register: () => client.register(newName('stranger')),
    usage: () => {
      const usage = usageOf(server.pid);
      if (!usage) throw new Error(`the server has ended:\n${server.output()}`);
      return { ...usage, peakMb: peakMbOf(server.pid) };
    },
    resetPeak: () => resetPeak(server.pid),
    hasEnded: () => {
      const usage = usageOf(server.pid);
      // A zombie process (ended, not waited for) has no memory.
      return usage === null || Number.isNaN(usage.rssMb);
    },
    lastWords: () => /(FATAL ERROR|Error): .*/.exec(server.output())?.[0] ?? server.output(),
    stop: async () => {
      await server.stop();
      data.remove();
    },
  };
};

/** The password of all bystanders, for signing in again. */
export const testPassword = password;
