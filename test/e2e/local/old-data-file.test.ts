import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { importPKCS8, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrations } from '#functions/adapters/local/sqlite/schema.ts';
import { type Client, makeClient } from '../../support/client.ts';
import { oldAnswers as answers, writeOldData } from '../../support/old-data/old-data-folder.ts';
import { newDataFolder, type ParleyProcess, startParley } from '../../support/parley-process.ts';

const [ada, bob, eve] = answers.people;
if (!ada || !bob || !eve) throw new Error('the fixture has three people');
const data = newDataFolder();
let parley: ParleyProcess;
let client: Client;
let key: string;
/** The family of the session with which Bob registered. */
let familyId: string;
let subject: string;

beforeAll(async () => {
  key = writeOldData(data.path);
  const db = new DatabaseSync(join(data.path, 'parley.db'));
  const ofBob = 'SELECT id FROM token_families WHERE user_id = ?';
  familyId = String(db.prepare(ofBob).get(bob.id)?.['id']);
  const subjectOf = 'SELECT subject FROM credentials WHERE user_id = ?';
  subject = String(db.prepare(subjectOf).get(bob.id)?.['subject']);
  db.close();
  parley = await startParley(['--data', data.path, '--api-only']);
  client = makeClient(parley.url);
});
afterAll(async () => {
  await parley.stop();
  data.remove();
});

const refresh = (refresh_token: string) =>
  client.call('POST', '/auth/refresh', { json: { refresh_token } });
const signIn = async (username: string): Promise<string> => {
  const json = { username, password: answers.password };
  return (await client.call('POST', '/auth/token', { json })).body.access_token;
};

/** An access token with the claims of the earlier version. */
const oldAccessToken = async (): Promise<string> =>
  new SignJWT({
    origin_jti: familyId,
    event_id: randomUUID(),
    token_use: 'access',
    scope: '',
    auth_time: Math.floor(Date.now() / 1_000) - 60,
    client_id: 'parley',
    username: bob.id,
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'local' })
    .setIssuer('https://parley.invalid/local')
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime('30m')
    .setJti(randomUUID())
    .sign(await importPKCS8(key, 'RS256'));

describe('a data file of an earlier version', () => {
  test('is upgraded by the server, which names the copy that it made before', () => {
    const copy = join(data.path, 'before-upgrade', 'version-4');

    expect(parley.output()).toMatch(
      `Upgraded the data file from version 4 to ${migrations.length}. A copy from before: ${copy}`,
    );
    expect(existsSync(join(copy, 'parley.db'))).toBe(true);
  });

  test('is not upgraded by a command, since an earlier server may be running on it', () => {
    const other = newDataFolder();
    writeOldData(other.path);
    const args = ['scripts/users.ts', 'list', '--data', other.path];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    const db = new DatabaseSync(join(other.path, 'parley.db'), { readOnly: true });
    const version = db.prepare('PRAGMA user_version').get();
    db.close();
    other.remove();

    expect([status, stderr]).toEqual([1, expect.stringContaining('start this Parley once')]);
    expect(version).toEqual({ user_version: 4 });
  });

  test('keeps all users signed in: by access tokens, then by refresh tokens, each once', async () => {
    const token = await oldAccessToken();
    const listed = await client.call('GET', '/auth/sessions', { token });
    const renewed = await refresh(bob.refreshToken);

    expect(listed.status).toBe(200);
    expect(listed.body.items).toMatchObject([{ id: familyId, current: true, device: '' }]);
    expect(renewed.status).toBe(200);
    const onward = await refresh(renewed.body.refresh_token);
    expect(onward.status).toBe(200);
    const me = await client.call('GET', '/users/me', { token: onward.body.access_token });
    expect(me.body).toMatchObject({ id: bob.id, username: bob.username });
    expect((await refresh(answers.renewedToken)).status).toBe(200);
  });

  test('restores no ended session, and can end the active ones', async () => {
    expect((await refresh(answers.signedOutToken)).status).toBe(401);
    const { body } = await refresh(eve.refreshToken);
    const out = await client.call('POST', '/auth/logout', { token: body.access_token });
    expect(out.status).toBe(204);
    expect((await refresh(body.refresh_token)).body.reason).toBe('signed_out');
    expect((await client.call('GET', '/users/me', { token: body.access_token })).status).toBe(401);
  });

  test('contains every name, and signs its user in', async () => {
    for (const { id, username } of [ada, bob, eve]) {
      const token = await signIn(username);
      const me = await client.call('GET', '/users/me', { token });
      expect(me.body).toMatchObject({ id, username });
    }
    const token = await signIn('STRASSE');
    const found = await client.call('GET', '/users/search?q=ada', { token });
    expect(found.body.items.map(({ id }: { id: string }) => id)).toEqual([ada.id]);
  });

  test('gives the same answers about messages, changes, counts and blocks as before', async () => {
    const token = await signIn(bob.username);
    const get = async (path: string) => (await client.call('GET', path, { token })).body;
    const { conversationId } = answers;

    expect(await get(`/conversations/${conversationId}/messages`)).toMatchObject(answers.messages);
    expect(await get(`/conversations/${conversationId}/log?after=0`)).toMatchObject(answers.log);
    expect(await get('/conversations')).toMatchObject(answers.conversations);
    expect(await get('/users/me/blocks')).toMatchObject(answers.blocks);
  });

  test('can be used: files are served, and messages are sent and counted', async () => {
    const token = await signIn(bob.username);
    const path = `/attachments/${answers.attachmentId}`;
    const { body } = await client.call('GET', path, {
      token,
      headers: { accept: 'application/json' },
    });
    expect(await (await fetch(body.url)).text()).toBe('Note G');

    const json = { receiver_id: ada.id, text: 'And on' };
    const sent = await client.call('POST', '/messages', { token, json });
    const [before] = answers.conversations.items;
    expect(sent.status).toBe(201);
    const conversation = await client.call('GET', `/conversations/${answers.conversationId}`, {
      token,
    });
    expect(conversation.body.last_seq).toBe((before?.last_seq ?? 0) + 1);
  });
});
