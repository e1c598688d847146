import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { archiveKinds } from '#contracts/archive/records.ts';
import { hashPassword } from '#functions/adapters/local/identity/passwords.ts';
import { writeArchive } from '#scripts/archive/write-archive.ts';
import { manyMessages } from '#test/support/archive/many-messages.ts';
import { makeUploads, note } from '#test/support/attachments.ts';
import { makeClient } from '#test/support/client.ts';
import { endOf, killWhen, startCommand } from '#test/support/commands/started-command.ts';
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

const begin = (file: string, ...args: string[]) => startCommand(file, args);
const run = (file: string, ...args: string[]) => endOf(begin(file, ...args));
const exportTo = (...args: string[]) => run('scripts/archive/export.ts', ...args);
const restore = 'scripts/backup/restore.ts';

test('an archive of a running server becomes another server, where people and outboxes go on', async () => {
  const [data, archive, other] = [newFolder(), newFolder(), newFolder()];
  const parley = await startParley(['--data', data, '--api-only']);
  const client = makeClient(parley.url);
  const { ada, bob } = await client.pair();
  const file = await makeUploads(client).attach(ada, note());
  const client_id = crypto.randomUUID();
  const first = { receiver_id: bob.id, text: 'with a file', attachment_ids: [file], client_id };
  await client.call('POST', '/messages', { token: ada.token, json: first });
  await client.send(ada, bob, 'and another');
  const listOf = async (url: string, token: string) =>
    (await makeClient(url).call('GET', '/conversations', { token })).body;
  const before = await listOf(parley.url, bob.token);

  const made = await exportTo('--all', '--data', data, '--to', archive);
  await parley.stop();
  const restored = await run(restore, '--from', archive, '--data', other);
  const second = await startParley(['--data', other, '--api-only']);

  expect(made).toMatchObject({ code: 0 });
  expect(restored).toMatchObject({ code: 0 });
  const there = makeClient(second.url);
  const former = await there.call('GET', '/conversations', { token: bob.token });
  expect(former.status).toBe(401);
  const { username, password } = bob;
  const { body } = await there.call('POST', '/users/login', { json: { username, password } });
  expect(await listOf(second.url, body.access_token)).toEqual(before);
  const again = await there.call('POST', '/users/login', {
    json: { username: ada.username, password: ada.password },
  });
  const token = again.body.access_token;
  const repeated = await there.call('POST', '/messages', { token, json: first });
  expect(repeated.status).toBe(200);
  expect((await listOf(second.url, body.access_token)).items[0].last_seq).toBe(2);
  const download = await there.call('GET', `/attachments/${file}`, {
    token,
    headers: { accept: 'application/json' },
  });
  expect(await (await fetch(download.body.url)).text()).toBe('a note');
  await second.stop();
});

/** How far a restore is: the index of its checkpoint's kind, or -1. */
const kindReached = (draft: string): number => {
  if (!existsSync(draft)) return -1;
  const db = new DatabaseSync(draft, { readOnly: true, timeout: 5_000 });
  try {
    const sql = "SELECT value FROM settings WHERE name = 'restore_checkpoint'";
    return archiveKinds.indexOf(JSON.parse(String(db.prepare(sql).get()?.['value'] ?? '{}')).kind);
  } catch {
    // The tables do not exist yet.
    return -1;
  } finally {
    db.close();
  }
};

test('a restore that is killed leaves no data file, and goes on where it was', async () => {
  const [archive, data] = [newFolder(), newFolder()];
  const count = 8_000;
  const { source, talk } = manyMessages(count, await hashPassword('Pass-1-word'));
  await writeArchive(source, archive, { now: Date.now(), say: () => undefined });

  const draft = join(data, 'parley.db.restore');
  for (const kind of ['messages', 'guards'] as const) {
    const index = archiveKinds.indexOf(kind);
    const killed = begin(restore, '--from', archive, '--data', data);
    await killWhen(killed, () => kindReached(draft) >= index);
    expect(existsSync(join(data, 'parley.db'))).toBe(false);
  }
  const restored = await run(restore, '--from', archive, '--data', data);

  expect(restored).toMatchObject({ code: 0 });
  expect(restored.output).toContain('goes on after an interruption');
  expect(readdirSync(data).sort()).toEqual(['lock.db', 'parley.db']);
  const parley = await startParley(['--data', data, '--api-only']);
  const client = makeClient(parley.url);
  const { body } = await client.call('POST', '/users/login', {
    json: { username: 'bob', password: 'Pass-1-word' },
  });
  const token = body.access_token;
  const log = await client.call('GET', `/conversations/${talk}/log?after=${count - 2}`, { token });
  expect(log.body.entries.map(({ seq }: { seq: number }) => seq)).toEqual([count - 1, count]);
  const list = await client.call('GET', '/conversations', { token });
  expect(list.body.items[0].unread_count).toBe(count);
  await parley.stop();
});

test('an impossible export or restore fails in one line', async () => {
  const [data, archive] = [newFolder(), newFolder()];
  const parley = await startParley(['--data', data, '--api-only']);
  await exportTo('--all', '--data', data, '--to', archive);

  const unsaid = await exportTo('--data', data, '--to', newFolder());
  const twice = await exportTo('--all', '--data', data, '--to', archive);
  const nothing = await exportTo('--all', '--data', newFolder(), '--to', newFolder());
  const running = await run(restore, '--from', archive, '--data', data, '--replace');
  await parley.stop();

  for (const { code, output } of [unsaid, twice, nothing, running]) {
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toHaveLength(1);
  }
  expect(unsaid.output).toMatch(/--all/);
  expect(twice.output).toMatch(/has an archive already/);
  expect(nothing.output).toMatch(/no data file/);
  expect(running.output).toMatch(/stop it first/);
});
