import { spawn } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import { type Client, makeClient, type TestUser } from '#test/support/client.ts';
import { newDataFolder, startParley } from '#test/support/parley-process.ts';

const folders: { path: string; remove: () => void }[] = [];
afterAll(() => {
  for (const { remove } of folders) remove();
});
const newFolder = (): string => {
  const folder = newDataFolder();
  folders.push(folder);
  return folder.path;
};

const run = (file: string, ...args: string[]): Promise<{ code: number | null; output: string }> => {
  const flags = ['--disable-warning=ExperimentalWarning', file];
  const child = spawn(process.execPath, [...flags, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  }
  return new Promise((done) => child.once('close', (code) => done({ code, output })));
};
const readOnly = (data: string, state: '--on' | '--off') =>
  run('scripts/read-only/read-only.ts', state, '--data', data);

const signIn = async (client: Client, { username, password }: TestUser): Promise<string> => {
  const { body } = await client.call('POST', '/users/login', { json: { username, password } });
  return body.access_token;
};

/** Sends numbered messages like an outbox: each until it is accepted, with the same `client_id`. */
const keepWriting = (receiver: TestUser, place: () => { client: Client; token: string }) => {
  let isStopped = false;
  const accepted: string[] = [];
  const refusals = new Set<string>();
  const sendOne = async (text: string): Promise<void> => {
    const json = { receiver_id: receiver.id, text, client_id: crypto.randomUUID() };
    while (!isStopped) {
      const { client, token } = place();
      const answer = await client.call('POST', '/messages', { token, json }).catch(() => null);
      if (answer?.status === 201 || answer?.status === 200) {
        accepted.push(text);
        return;
      }
      refusals.add(answer ? `${answer.status} ${answer.body?.code}` : 'no answer');
    }
  };
  const writing = (async () => {
    for (let number = 1; !isStopped; number++) await sendOne(`message ${number}`);
  })();
  return {
    accepted,
    refusals,
    stop: async () => {
      isStopped = true;
      await writing;
    },
  };
};

test('read-only: changes are refused in words, reading goes on, also after a restart', async () => {
  const data = newFolder();
  let parley = await startParley(['--data', data, '--api-only']);
  const client = makeClient(parley.url);
  const { ada, bob } = await client.pair();
  await client.send(ada, bob, 'before');

  const on = await readOnly(data, '--on');
  const json = { receiver_id: bob.id, text: 'meanwhile' };
  const refused = await client.call('POST', '/messages', { token: ada.token, json });
  const mute = await client.call('PATCH', '/users/me', {
    token: ada.token,
    json: { about: 'changed' },
  });
  const list = await client.call('GET', '/conversations', { token: bob.token });
  const token = await signIn(client, bob);

  expect(on).toMatchObject({ code: 0 });
  expect(refused).toMatchObject({ status: 503, body: { code: 'read_only' } });
  expect(refused.body.detail).toMatch(/moving to another server/);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect([mute.status, mute.body.code]).toEqual([503, 'read_only']);
  expect(list.body.items[0].last_seq).toBe(1);
  expect(token).toEqual(expect.any(String));

  await parley.stop();
  parley = await startParley(['--data', data, '--api-only']);
  const again = makeClient(parley.url);
  const after = await again.call('POST', '/messages', { token: ada.token, json });
  expect(after.body.code).toBe('read_only');
  expect(await readOnly(data, '--off')).toMatchObject({ code: 0 });
  const sent = await again.call('POST', '/messages', { token: ada.token, json });
  expect(sent.status).toBe(201);
  await parley.stop();
  expect((await readOnly(newFolder(), '--on')).output).toMatch(/no data file/);
});

test('a client that keeps writing through a move loses no message, and none is there twice', async () => {
  const [data, archive, other] = [newFolder(), newFolder(), newFolder()];
  const first = await startParley(['--data', data, '--api-only']);
  const client = makeClient(first.url);
  const { ada, bob } = await client.pair();
  let place = { client, token: ada.token };
  const writing = keepWriting(bob, () => place);
  await expect.poll(() => writing.accepted.length).toBeGreaterThan(20);

  await readOnly(data, '--on');
  const moved = writing.accepted.length;
  const steps = [
    await run('scripts/archive/export.ts', '--all', '--data', data, '--to', archive),
    await run('scripts/backup/restore.ts', '--from', archive, '--data', other),
  ];
  expect(writing.accepted.length).toBe(moved);
  await first.stop();
  const second = await startParley(['--data', other, '--api-only']);
  const there = makeClient(second.url);
  place = { client: there, token: await signIn(there, ada) };
  await expect.poll(() => writing.accepted.length).toBeGreaterThan(moved + 20);
  await writing.stop();

  expect(steps).toMatchObject([{ code: 0 }, { code: 0 }]);
  expect([...writing.refusals]).toContain('503 read_only');
  const token = await signIn(there, bob);
  const list = await there.call('GET', '/conversations', { token });
  const [{ id, last_seq, unread_count }] = list.body.items;
  const texts: string[] = [];
  for (let after = 0; after < last_seq; ) {
    const { body } = await there.call('GET', `/conversations/${id}/log?after=${after}`, { token });
    texts.push(
      ...body.entries.map((entry: { message: { content: string } }) => entry.message.content),
    );
    after = body.entries.at(-1).seq;
  }
  expect(texts).toEqual(Array.from(texts, (_, index) => `message ${index + 1}`));
  expect(texts.slice(0, writing.accepted.length)).toEqual(writing.accepted);
  expect(unread_count).toBe(texts.length);
  await second.stop();
});
