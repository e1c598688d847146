import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeClient } from '#test/support/client.ts';
import { runImport } from '#test/support/import/run-import.ts';
import {
  conversations,
  fileIds,
  longText,
  mailbox,
  passwords,
  type System,
  uuids,
  writeCsvFiles,
  writeUploads,
} from '#test/support/import/systems.ts';
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
const csvOf = (system: System): string => {
  const folder = newFolder();
  writeCsvFiles(system, folder);
  return folder;
};

interface Client {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: as in `Answer`
  get(path: string): Promise<any>;
}

/** A running Parley with the data, and the sign-in of an old client. */
const start = async (data: string) => {
  const parley = await startParley(['--data', data, '--api-only']);
  const { call } = makeClient(parley.url);
  const signIn = async (username: string, password: string): Promise<Client> => {
    const answer = await call('POST', '/users/login', { json: { username, password } });
    const token = answer.body.access_token as string;
    return {
      status: answer.status,
      get: async (path: string) => (await call('GET', path, { token })).body,
    };
  };
  return { signIn, stop: () => parley.stop() };
};
const texts = ({ items }: { items: { text: string | null }[] }) => items.map(({ text }) => text);

test('the users of a mailbox service sign in with their old passwords and find their messages', async () => {
  const [work, data] = [newFolder(), join(newFolder(), 'data')];
  const from = ['--from', csvOf(mailbox), '--work', work, '--data', data];

  const dry = await runImport(...from, '--dry-run');
  expect(dry).toMatchObject({ code: 0 });
  for (const line of [
    'names that collide or are not allowed: 1',
    'admin must not be a reserved name: could be user.admin',
    '7: its receiver does not exist: null',
    '10: it is empty',
    '9: becomes 2 messages',
    'not imported: alembic_version',
  ]) {
    expect(dry.output).toContain(line);
  }
  const undecided = await runImport(...from);
  expect(undecided).toMatchObject({ code: 1 });
  expect(undecided.output).toMatch(/the names above need a decision/);
  expect(existsSync(data)).toBe(false);

  const imported = await runImport(...from, '--rename', 'admin=adele');
  expect(imported).toMatchObject({ code: 0 });
  const again = await runImport(...from, '--rename', 'admin=adele');
  expect(again).toMatchObject({ code: 1 });
  expect(again.output).toMatch(/this import is done/);

  const parley = await start(data);
  const bob = await parley.signIn('bob', passwords.bob);
  const inbox = await bob.get('/messages/inbox');
  expect(texts(inbox)).toEqual([
    'Hello, "Bob",\nhow are you?',
    'Unread',
    'Also unread',
    'Read after an unread one',
  ]);
  expect(inbox.items[0]).toMatchObject({
    sender_id: uuids.ann,
    created_at: '2024-02-01T10:00:00.000Z',
    is_read: true,
  });
  expect(texts(await bob.get('/messages/inbox?unread_only=true'))).toEqual([
    'Unread',
    'Also unread',
  ]);
  const list = await bob.get('/conversations');
  const withAnn = list.items.find(({ peer }: { peer: { id: string } }) => peer.id === uuids.ann);
  expect(withAnn).toMatchObject({ unread_count: 2, last_seq: 5 });
  const ids = readFileSync(join(work, 'ids.csv'), 'utf8');
  const [, newId = ''] = /^message,2,(\w+)$/m.exec(ids) ?? [];
  expect(await bob.get(`/messages/${newId}`)).toMatchObject({ text: 'Fine' });

  const ann = await parley.signIn('ANN', passwords.ann);
  expect((await ann.get('/users/me')).id).toBe(uuids.ann);
  expect(texts(await ann.get('/messages/inbox'))).toContain('From one who has left');
  const adele = await parley.signIn('adele', passwords.bob);
  expect((await adele.get('/users/me')).display_name).toBe('admin');
  expect(texts(await adele.get('/messages/inbox')).join('')).toBe(longText);
  for (const [name, password] of [
    ['bob', 'Secret'],
    ['gone', passwords.bob],
    ['nobody', passwords.bob],
  ] as const) {
    expect((await parley.signIn(name, password)).status).toBe(401);
  }
  expect((await parley.signIn('bob', passwords.bob)).status).toBe(200);
  await parley.stop();
});

test('a conversation service comes with edits, deletions, read marks and files', async () => {
  const [work, data, uploads] = [newFolder(), newFolder(), newFolder()];
  writeUploads(uploads);
  const options = ['--uploads', uploads, '--work', work, '--data', data, '--accept-names'];

  const imported = await runImport('--from', csvOf(conversations), ...options);

  expect(imported).toMatchObject({ code: 0 });
  for (const line of [
    'B0b is the name of another user, or looks like it: becomes user.b0b',
    '11: it has 3 members; Parley has conversations of two',
    '106: its conversation is not imported: 11',
    'lost.pdf of message 105: uploads/7.pdf is missing',
    'tool.png of message 104: must be image/png by its bytes',
    'passwd of message 104: ../../../../etc/passwd is missing',
    'photo.png: becomes photo.bin, application/octet-stream',
  ]) {
    expect(imported.output).toContain(line);
  }
  const parley = await start(data);
  const bob = await parley.signIn('bob', passwords.bob);
  const list = await bob.get('/conversations');
  const talk = list.items.find(({ last_seq }: { last_seq: number }) => last_seq > 0);
  expect(talk).toMatchObject({
    unread_count: 3,
    last_seq: 5,
    last_message: { preview: 'lost.pdf' },
  });
  const { items } = await bob.get(`/conversations/${talk.id}/messages`);
  const [one, two, three, four] = [...items].sort((a, b) => a.seq - b.seq);
  expect(one).toMatchObject({ content: 'One', edited_at: null });
  expect(two).toMatchObject({ content: 'Two, edited', edited_at: '2024-02-01T10:05:00.000Z' });
  expect(three).toMatchObject({ content: null, deleted_at: '2024-02-01T10:06:00.000Z' });
  const named = four.attachments.map(({ filename }: { filename: string }) => filename);
  expect(named).toEqual(['notes.txt', 'photo.bin']);
  const ann = await parley.signIn('ann', passwords.ann);
  expect((await ann.get('/users/me')).email).toBe('ann@example.org');
  const log = await bob.get(`/conversations/${talk.id}/log?after=0`);
  expect(log.entries.map(({ seq }: { seq: number }) => seq)).toEqual([1, 2, 3, 4, 5]);
  expect(readFileSync(join(data, 'files/att', fileIds.notes), 'utf8')).toBe('a note');
  await parley.stop();
});

/** The mailbox with a change in one of its files. */
const changed = (table: string, change: (text: string) => string): string => {
  const folder = csvOf(mailbox);
  const path = join(folder, `${table}.csv`);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  return folder;
};

const faults: [what: string, source: () => string, message: RegExp][] = [
  [
    'a missing column',
    () => changed('users', (text) => text.replace('hashed_password', 'pwd')),
    /users has no column hashed_password or password_hash or password \(it has id, username, pwd/,
  ],
  [
    'messages of another kind',
    () => changed('messages', (text) => text.replace('receiver_id', 'room')),
    /its messages need receiver_id or conversation_id, found messages has id, sender_id, room/,
  ],
  [
    'a broken time',
    () => changed('messages', (text) => text.replace('2024-02-01 10:00:02', 'yesterday')),
    /created_at of message 3 is no time: yesterday/,
  ],
  [
    'an id that is there twice',
    () => changed('messages', (text) => text.replace('\n3,', '\n2,')),
    /an id is there twice/,
  ],
  ['no tables', newFolder, /there is no \.csv file/],
  [
    'a server that does not answer',
    () => 'postgres://a:secret@127.0.0.1:1/b',
    /127\.0\.0\.1:1\/b does not answer/,
  ],
];
test.each(faults)(
  '%s is an error of one line, and nothing is imported',
  async (_, source, message) => {
    const data = join(newFolder(), 'data');

    const { code, output } = await runImport(
      '--from',
      source(),
      '--work',
      newFolder(),
      '--data',
      data,
    );

    expect(code).toBe(1);
    expect(output).toMatch(message);
    expect(output).not.toContain('secret');
    expect(output.trim().split('\n').length).toBeLessThanOrEqual(2);
    expect(existsSync(data)).toBe(false);
  },
);

test('an import into a folder that has data is refused', async () => {
  const data = newFolder();
  const parley = await startParley(['--data', data, '--api-only']);
  await parley.stop();

  const options = ['--work', newFolder(), '--data', data];
  const { code, output } = await runImport('--from', csvOf(mailbox), ...options);

  expect(code).toBe(1);
  expect(output).toMatch(/has data already: an import fills a new data folder/);
});
