import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import type { Client, TestUser } from '../../support/client.ts';
import { makeClient } from '../../support/client.ts';
import { newDataFolder, startParley } from '../../support/parley-process.ts';

const source = 'docs/examples/client.ts';
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill();
});

interface Line {
  readonly content: string | null;
  readonly rev: number;
}

/** Runs the example like a reader would; `has` waits for a printed line. */
const runExample = (url: string, token: string) => {
  const child = spawn(process.execPath, [source, url, token], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  const lines = (): Line[] =>
    output
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Line);
  const contents = () => lines().map(({ content }) => content);
  return {
    contents,
    has: (content: string | null) => expect.poll(contents, { interval: 50 }).toContain(content),
  };
};

const change = (client: Client, user: TestUser, method: string, id: string, json?: object) =>
  client.call(method, `/messages/${id}`, { token: user.token, ...(json && { json }) });

test('the example client gets every message once while messages change and the server is killed', async () => {
  const data = newDataFolder();
  const args = ['--data', data.path, '--api-only'];
  const first = await startParley(args);
  const client = makeClient(first.url);
  const { ada, bob } = await client.pair();
  await client.send(ada, bob, 'before it ran');

  const example = runExample(first.url, bob.token);
  await example.has('before it ran');
  const { body: live } = await client.send(ada, bob, 'live');
  await example.has('live');
  await change(client, ada, 'PATCH', live.id, { content: 'live, edited' });
  await example.has('live, edited');
  await change(client, ada, 'DELETE', live.id);
  await example.has(null);

  await first.kill();
  const second = await startParley([...args, '--port', new URL(first.url).port]);
  await client.send(ada, bob, 'while it was away');
  await example.has('while it was away');
  await client.send(ada, bob, 'and on');
  await example.has('and on');

  await second.stop();
  data.remove();
  expect(example.contents()).toEqual([
    'before it ran',
    'live',
    'live, edited',
    null,
    'while it was away',
    'and on',
  ]);
});

test('the example client fits on a page', () => {
  expect(readFileSync(source, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(60);
});
