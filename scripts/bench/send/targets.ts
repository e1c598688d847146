import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type autocannon from 'autocannon';
import { endWithUs } from '../../../test/support/end-with-us.ts';
import { type Person, register } from '../people.ts';

const root = resolve(import.meta.dirname, '../../..');
const text = 'A message of an ordinary length, as people write them all day long.';

/** A running server, and the sends that it gets. */
export interface Target {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  readonly requests: readonly autocannon.Request[];
  stop(): Promise<void>;
}

/** The URL in the line that a server prints when it is ready. */
const urlOf = (child: ChildProcess): Promise<string> =>
  new Promise((done, reject) => {
    let output = '';
    const take = (chunk: Buffer): void => {
      output += chunk;
      const url = /ready (?:at )?(http\S+)/.exec(output)?.[1];
      if (url) done(url);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('close', () => reject(new Error(`a server ended before it was ready:\n${output}`)));
  });

const start = async (folder: string, args: readonly string[]) => {
  const child = spawn(process.execPath, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  endWithUs(child);
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  return { url: await urlOf(child), pid: child.pid ?? 0, stop };
};

/** Plain HTTP with one durable row per request: the least that a durable send takes. */
export const startBaseline = async (data: string): Promise<Target> => {
  const script = join(root, 'scripts/bench/send/baseline-server.ts');
  const server = await start(root, ['--disable-warning=ExperimentalWarning', script, data]);
  const body = JSON.stringify({ text });
  return { name: 'baseline', ...server, requests: [{ method: 'POST', path: '/', body }] };
};

/** The Parley of a checkout, with the flags of its `npm start`, and people who write to one another. */
export const startParley = async (
  { name, folder, data }: { name: string; folder: string; data: string },
  count: number,
): Promise<Target> => {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const flags = (manifest.scripts.start as string).split(' ').filter((word) => /^--/.test(word));
  mkdirSync(data);
  const args = ['--port', '0', '--data', data, '--api-only'];

  const server = await start(folder, [...flags, 'local/main.ts', ...args]);
  const users: Person[] = [];
  try {
    // Two at a time: a busy server refuses to hash more passwords.
    for (let n = 0; n < count; n += 2) {
      const both = [n, n + 1].map((number) => register(server.url, `bench-${number}`));
      users.push(...(await Promise.all(both)));
    }
    // Opened by who receives, so that what is sent is no message request.
    for (const [n, { id: peer_id }] of users.entries()) {
      const authorization = `Bearer ${users[(n + 1) % users.length]?.token}`;
      await fetch(`${server.url}/api/conversations`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ peer_id }),
      });
    }
  } catch (error) {
    await server.stop();
    throw error;
  }
  const requests = users.map(
    (user, n): autocannon.Request => ({
      method: 'POST',
      path: '/api/messages',
      headers: { authorization: `Bearer ${user.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text, receiver_id: users[(n + 1) % users.length]?.id }),
    }),
  );
  return { name, ...server, requests };
};
