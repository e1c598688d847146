import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeUploads, note } from '../../test/support/attachments.ts';
import { makeClient, password, type TestUser } from '../../test/support/client.ts';
import { commandLine } from '../command.ts';

const folder = join(import.meta.dirname, '../../test/support/old-data');

const start = (checkout: string, data: string) => {
  const flags = ['--conditions=local', '--disable-warning=ExperimentalWarning', 'local/main.ts'];
  const args = ['--data', data, '--port', '0', '--api-only'];
  const child = spawn(process.execPath, [...flags, ...args], { cwd: checkout });
  const url = new Promise<string>((resolve, reject) => {
    let output = '';
    const onOutput = (chunk: Buffer): void => {
      output += chunk;
      const found = output.match(/^Parley is ready at (\S+)$/m)?.[1];
      if (found) resolve(found);
    };
    child.stdout.on('data', onOutput);
    child.stderr.on('data', onOutput);
    child.once('close', () => reject(new Error(output)));
  });
  return { child, url };
};

const stop = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('close', () => resolve());
    child.kill('SIGTERM');
  });

/**
 * Creates users with messages, changes, a file, a block and sessions, and records the server's responses
 * about them.
 */
const live = async (url: string) => {
  const client = makeClient(url);
  const { call } = client;
  const [ada, bob, eve] = [
    await client.register('ada.l'),
    await client.register('straße'),
    await client.register('eve'),
  ];
  const opened = await call('POST', '/conversations', {
    token: ada.token,
    json: { peer_id: bob.id },
  });
  const conversationId: string = opened.body.id;
  const say = async (by: TestUser, json: object): Promise<string> => {
    const path = `/conversations/${conversationId}/messages`;
    return (await call('POST', path, { token: by.token, json })).body.id;
  };
  const first = await say(ada, { content: 'Hello, Bob\nthis is Ada' });
  await say(bob, { content: 'A reply', reply_to_id: first });
  const edited = await say(ada, { content: 'A tpyo' });
  await call('PATCH', `/messages/${edited}`, { token: ada.token, json: { content: 'A typo 🎈' } });
  const deleted = await say(ada, { content: 'Gone soon' });
  await call('DELETE', `/messages/${deleted}`, { token: ada.token });
  const file = await makeUploads(client).attach(ada, note('Note G'));
  await say(ada, { content: 'My notes', attachment_ids: [file] });
  await call('POST', `/conversations/${conversationId}/read`, {
    token: bob.token,
    json: { seq: 2 },
  });
  await call('PUT', `/users/${eve.id}/block`, { token: bob.token });
  // A session that was signed out, and one whose token was spent.
  const signIn = { json: { username: ada.username, password } };
  const other = (await call('POST', '/auth/token', signIn)).body.refresh_token;
  const out = (await call('POST', '/auth/token', signIn)).body.refresh_token;
  await call('POST', '/auth/logout', { json: { refresh_token: out } });
  const renewed = await call('POST', '/auth/refresh', { json: { refresh_token: other } });
  const get = async (by: TestUser, path: string) =>
    (await call('GET', path, { token: by.token })).body;
  return {
    password,
    conversationId,
    attachmentId: file,
    people: [ada, bob, eve].map(({ id, username, refreshToken }) => ({
      id,
      username,
      refreshToken,
    })),
    renewedToken: renewed.body.refresh_token as string,
    signedOutToken: out as string,
    messages: await get(bob, `/conversations/${conversationId}/messages`),
    log: await get(bob, `/conversations/${conversationId}/log?after=0`),
    conversations: await get(bob, '/conversations'),
    blocks: await get(bob, '/users/me/blocks'),
  };
};

const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value ?? 'NULL');

/** SQL that recreates the file, without the server's key, which does not belong in a repository. */
const dumpOf = (path: string): string => {
  const db = new DatabaseSync(path);
  const objects = db
    .prepare(
      'SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name',
    )
    .all();
  const tables = objects.filter(({ type }) => type === 'table').map(({ name }) => String(name));
  const rows = tables.flatMap((table) =>
    db
      .prepare(`SELECT * FROM ${table}`)
      .all()
      .filter(({ name }) => table !== 'settings' || name !== 'signing_key')
      .map((row) => `INSERT INTO ${table} VALUES (${Object.values(row).map(literal).join(', ')});`),
  );
  const version = db.prepare('PRAGMA user_version').get()?.['user_version'];
  db.close();
  const made = objects.map(({ sql }) => `${sql};`);
  return [
    'PRAGMA foreign_keys = OFF;',
    ...made,
    ...rows,
    `PRAGMA user_version = ${version};`,
    '',
  ].join('\n');
};

const filesOf = (data: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(data, 'files', 'att')).map((name) => [
      `att/${name}`,
      readFileSync(join(data, 'files', 'att', name), 'utf8'),
    ]),
  );

const { from } = commandLine({
  name: 'old-data/data-file',
  summary:
    'Writes test/support/old-data: a data file as an earlier version makes it, with what that version answers. The versions that people run start from such files. Run it as node scripts/old-data/data-file.ts --from DIR.',
  options: { from: { type: 'string' } },
  help: { from: 'A checkout of that version, with its packages installed' },
});
if (from === undefined) throw new Error('--from is missing');
const data = mkdtempSync(join(tmpdir(), 'parley-'));
const { child, url } = start(from, data);
const answers = await live(await url);
await stop(child);
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'data-file.sql'), dumpOf(join(data, 'parley.db')));
const known = { ...answers, files: filesOf(data) };
writeFileSync(join(folder, 'answers.json'), `${JSON.stringify(known, null, 2)}\n`);
rmSync(data, { recursive: true });
