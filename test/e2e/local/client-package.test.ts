import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { traces } from '#test/support/photos/photos.ts';
import { makeClient, password } from '../../support/client.ts';
import { newDataFolder, startParley } from '../../support/parley-process.ts';
import { run } from '../../support/processes.ts';

const timeout = 300_000;
const example = /```ts\n([\s\S]*?)```/.exec(readFileSync('client/README.md', 'utf8'))?.[1] ?? '';

/** An empty folder with only the installed package. */
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-package-'));
  const pack = ['--import=./local/runtime.js', 'scripts/client-pack.ts', '--to', folder];
  const { stdout } = await run(process.execPath, pack);
  const tarball = stdout.split('\n')[0] ?? '';
  writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}');
  writeFileSync(join(folder, 'example.ts'), example);
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball];
  await run('npm', install, { cwd: folder });
}, timeout);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill();
});

const runExample = (...args: string[]) => {
  const child = spawn(process.execPath, ['example.ts', ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  return () => output.split('\n').slice(0, -1);
};

test('the package keeps chatting with a running Parley while messages change and the server is killed', {
  timeout,
}, async () => {
  const data = newDataFolder();
  const args = ['--data', data.path, '--api-only'];
  const first = await startParley(args);
  const client = makeClient(first.url);
  const { ada, bob, conversationId } = await client.pair();
  await client.send(bob, ada, 'before it ran');

  const lines = runExample(first.url, ada.username, password, bob.id);
  await expect.poll(lines).toEqual(['before it ran', 'Hello']);
  const { body: live } = await client.send(bob, ada, 'live');
  await expect.poll(lines).toContain('live');
  await client.call('DELETE', `/messages/${live.id}`, { token: bob.token });
  await expect.poll(lines).toContain('(deleted)');

  await first.kill();
  const second = await startParley([...args, '--port', new URL(first.url).port]);
  await client.send(bob, ada, 'while it was away');
  await expect.poll(lines).toContain('while it was away');
  const { body: log } = await client.call('GET', `/conversations/${conversationId}/log?after=0`, {
    token: bob.token,
  });

  await second.stop();
  data.remove();
  expect(lines()).toEqual(['before it ran', 'Hello', 'live', '(deleted)', 'while it was away']);
  const contents = log.entries.map(
    ({ message }: { message: { content: string } }) => message.content,
  );
  expect(contents.filter((content: string) => content === 'Hello')).toHaveLength(1);
});

const photoScript = `
import { readFileSync } from 'node:fs';
import { createApi, createClient, createMemoryCache, nodePlatform, sendFiles } from 'parley-client';

const [url = '', username = '', password = '', conversationId = '', photo = ''] = process.argv.slice(2);
const platform = nodePlatform(url);
const api = createApi(platform);
const userId = await api.signIn({ username, password });
const cache = createMemoryCache(api.call);
const client = createClient(platform, { userId, call: api.call, cache });
client.start();
await sendFiles(client, conversationId, '', [new File([readFileSync(photo)], 'camera.jpg', { type: 'image/jpeg' })]);
await client.settled();
client.stop({ isForgotten: true });
`;

test('the package removes the location from a photo', {
  timeout,
}, async () => {
  const data = newDataFolder();
  const parley = await startParley(['--data', data.path, '--api-only']);
  const client = makeClient(parley.url);
  const { ada, bob, conversationId } = await client.pair();
  writeFileSync(join(folder, 'photo.ts'), photoScript);
  const photo = resolve('test/support/photos/camera.jpg');

  const args = ['photo.ts', parley.url, ada.username, password, conversationId, photo];
  await run(process.execPath, args, { cwd: folder });
  const { body: page } = await client.call('GET', `/conversations/${conversationId}/messages`, {
    token: bob.token,
  });
  const [message] = page.items;
  const [{ id, filename }] = message.attachments;
  const headers = { authorization: `Bearer ${bob.token}` };
  const file = await fetch(`${parley.url}/api/attachments/${id}`, { headers });
  const sent = Buffer.from(await file.arrayBuffer()).toString('latin1');

  await parley.stop();
  data.remove();
  expect(filename).toBe('camera.jpg');
  expect(sent.startsWith('\xff\xd8\xff')).toBe(true);
  for (const trace of traces) expect(sent).not.toContain(trace);
});

test('the types of the package fit the examples', { timeout }, async () => {
  const compilerOptions = {
    ...{ module: 'nodenext', target: 'es2024', strict: true, noEmit: true, skipLibCheck: false },
    ...{ exactOptionalPropertyTypes: true, typeRoots: [resolve('node_modules/@types')] },
    ...{ types: ['node'], lib: ['es2024'] },
  };
  const config = join(folder, 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ compilerOptions, files: ['example.ts', 'photo.ts'] }));
  writeFileSync(join(folder, 'photo.ts'), photoScript);

  const tsc = run('node_modules/.bin/tsc', ['-p', config]);

  await expect(tsc).resolves.toMatchObject({ stdout: '' });
});

test('the example of the package fits on a page', () => {
  expect(example.trimEnd().split('\n').length).toBeLessThanOrEqual(20);
});
