import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

/** Data of the thread: the server's address, and the user who sends. */
export interface BystanderData {
  readonly url: string;
  readonly token: string;
  readonly receiverId: string;
  /** On the same disk as Parley's data. */
  readonly folder: string;
}

/** The longest response times since the last report, in milliseconds. */
export interface Delays {
  readonly health: number;
  readonly send: number;
  /**
   * A minimal server in this thread that makes one byte durable: the delay of machine and disk at
   * that moment.
   */
  readonly machine: number;
  readonly failed: number;
}

const { url, token, receiverId, folder } = workerData as BystanderData;
const pauseMs = 20;
const worst = { health: 0, send: 0, machine: 0, failed: 0 };

const row = await open(join(folder, 'control'), 'w');
const control = createServer(async (_request, response) => {
  await row.write('.');
  await row.sync();
  response.end('ok');
}).listen(0, '127.0.0.1');
await new Promise((done) => control.once('listening', done));
const controlUrl = `http://127.0.0.1:${(control.address() as AddressInfo).port}`;

const ask = async (kind: keyof typeof worst, target: string, init?: RequestInit) => {
  const start = performance.now();
  // The bystander has its own address, so that refusals of the attacker do not count against it.
  const headers = { 'x-forwarded-for': '198.51.100.7', ...init?.headers };
  const answer = await fetch(target, { ...init, headers }).catch(() => null);
  await answer?.arrayBuffer().catch(() => null);
  worst[kind] = Math.max(worst[kind], performance.now() - start);
  if (!answer?.ok) worst.failed++;
};

const send = (): Promise<void> =>
  ask('send', `${url}/api/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'a bystander writes', receiver_id: receiverId }),
  });

const loop = async (step: () => Promise<void>): Promise<void> => {
  for (;;) {
    await step();
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
};

parentPort?.on('message', () => {
  parentPort?.postMessage({ ...worst } satisfies Delays);
  Object.assign(worst, { health: 0, send: 0, machine: 0, failed: 0 });
});
await Promise.all([
  loop(() => ask('health', `${url}/api/health`)),
  loop(send),
  loop(() => ask('machine', controlUrl)),
]);
