import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeUploads, note } from '#test/support/attachments.ts';
import { hasCapability } from '#test/support/capabilities.ts';
import { makeClient } from '#test/support/client.ts';
import { commandsOn, dataStage } from '#test/support/ministack/data-stage.ts';
import {
  type MiniStack,
  miniStackMissing,
  startMiniStack,
} from '#test/support/ministack/ministack.ts';
import { newDataFolder, startParley } from '#test/support/parley-process.ts';

const canRun = hasCapability('moves on MiniStack', await miniStackMissing());
const folders: { path: string; remove: () => void }[] = [];
const newFolder = (): string => {
  const folder = newDataFolder();
  folders.push(folder);
  return folder.path;
};

describe.skipIf(!canRun)('moves between one process and a stage', () => {
  let server: MiniStack;
  beforeAll(async () => {
    server = await startMiniStack();
  });
  afterAll(async () => {
    await server?.stop();
    for (const { remove } of folders) remove();
  });

  const { begin, run } = commandsOn(() => server.endpoint);
  const users = (...args: string[]) => run('scripts/users.ts', ...args);

  it('everything goes up and down again, also when each move is killed once', async () => {
    await dataStage(server.endpoint);
    const [data, up, down, other] = [newFolder(), newFolder(), newFolder(), newFolder()];
    const first = await startParley(['--data', data, '--api-only']);
    const client = makeClient(first.url);
    const { ada, bob } = await client.pair();
    const file = await makeUploads(client).attach(ada, note());
    const json = { receiver_id: bob.id, text: 'a file', attachment_ids: [file] };
    const client_id = crypto.randomUUID();
    const send = { ...json, client_id };
    const withFile = await client.call('POST', '/messages', { token: ada.token, json: send });
    expect(withFile.status).toBe(201);
    for (let number = 1; number <= 30; number++) await client.send(ada, bob, `${number}`);
    const before = (await client.call('GET', '/conversations', { token: bob.token })).body;

    const moveUp = ['scripts/archive/move-up.ts', '--data', data, '--archive', up] as const;
    const killed = begin(...moveUp, '--to-stage', 'localstack');
    await expect.poll(killed.output, { interval: 5 }).toContain('people: 2');
    killed.kill();
    await killed.exited;
    const raised = await run(...moveUp, '--to-stage', 'localstack');
    const refused = await client.call('POST', '/messages', { token: ada.token, json: send });
    await first.stop();
    expect(raised).toMatchObject({ code: 0 });
    expect(raised.output).toContain('goes on after an interruption');
    expect(raised.output).toContain('localstack has 2 users, 31 messages, 1 files');
    expect(refused.body.code).toBe('read_only');
    expect((await run(...moveUp, '--to-stage', 'localstack')).output).toContain('has data already');
    expect((await users('list', '--stage', 'localstack')).output).toContain(ada.username);

    // Whoever signs in to a stage gets a password of Cognito, which gives no hash.
    await users('reset-password', ada.username, '--stage', 'localstack');
    const moveDown = ['scripts/archive/move-down.ts', '--data', other, '--archive', down] as const;
    const stopped = begin(...moveDown, '--from-stage', 'localstack');
    await expect.poll(stopped.output, { interval: 5 }).toContain('localstack is read-only');
    stopped.kill();
    await stopped.exited;
    const lowered = await run(...moveDown, '--from-stage', 'localstack');
    expect(lowered).toMatchObject({ code: 0 });
    const passwords = join(other, 'passwords.csv');
    expect(statSync(passwords).mode & 0o777).toBe(0o600);
    const lines = readFileSync(passwords, 'utf8').trim().split('\n');
    const given = lines.map((line) => line.replaceAll('"', '').split(','));
    const password = Object.fromEntries(given)[ada.username];
    expect(given.map(([name]) => name)).toEqual(['name', ada.username]);
    expect(lowered.output).toContain('1 people have a new password');
    const second = await startParley(['--data', other, '--api-only']);
    const there = makeClient(second.url);
    const renewed = { username: ada.username, password };
    expect((await there.call('POST', '/users/login', { json: renewed })).status).toBe(200);
    const { body } = await there.call('POST', '/users/login', {
      json: { username: bob.username, password: bob.password },
    });
    const list = await there.call('GET', '/conversations', { token: body.access_token });
    expect(list.body).toEqual(before);
    await second.stop();
  });
});
