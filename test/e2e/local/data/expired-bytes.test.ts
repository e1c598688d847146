import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { makeClient } from '../../../support/client.ts';
import { newDataFolder, startParley } from '../../../support/parley-process.ts';

/** Unlike any other text in the data folder. */
const secret = 'quokkas vanish at noon';
const stays = 'wombats stay';

/** As if the time of every message that disappears had come. */
const letExpire = (file: string): void => {
  const db = new DatabaseSync(file);
  const past = Date.now() - 1;
  db.exec(
    `UPDATE messages SET expires_at = ${past} WHERE expires_at IS NOT NULL;
     UPDATE conversations SET next_expiry = ${past}, last_expires_at = ${past} WHERE next_expiry IS NOT NULL`,
  );
  db.close();
};

test('a text that has expired is in no byte of the data folder, the log, an answer or an export', async () => {
  const data = newDataFolder();
  onTestFinished(data.remove);
  const [file, log] = ['parley.db', 'parley.db-wal'].map((name) => join(data.path, name)) as [
    string,
    string,
  ];
  const bytes = (): string => `${readFileSync(file, 'latin1')}${readFileSync(log, 'latin1')}`;
  const before = await startParley(['--data', data.path, '--api-only']);
  const client = makeClient(before.url);
  const { ada, bob, conversationId } = await client.acquainted();
  await client.send(ada, bob, stays);
  await client.call('PUT', `/conversations/${conversationId}/disappearing`, {
    token: ada.token,
    json: { after: 86_400 },
  });
  await client.send(ada, bob, secret);
  const written = bytes();
  await before.stop();
  letExpire(file);

  const parley = await startParley(['--data', data.path, '--api-only']);
  onTestFinished(async () => void (await parley.stop()));
  const { call } = makeClient(parley.url);
  // The removal is not awaited by the start.
  await expect.poll(() => bytes().includes(secret)).toBe(false);
  const { token } = bob;
  const answers = await Promise.all([
    call('GET', `/conversations/${conversationId}/messages`, { token }),
    call('GET', `/conversations/${conversationId}/log`, { token }),
    call('GET', '/conversations', { token }),
    call('GET', '/messages/inbox', { token }),
    call('GET', `/search?q=${encodeURIComponent('quokkas')}`, { token }),
    call('GET', '/users/me/export', { token }),
  ]);
  const unread = answers[2]?.body.items[0].unread_count;
  const output = `${before.output()}${parley.output()}`;

  expect(written.includes(secret)).toBe(true);
  expect(JSON.stringify(answers)).toContain(stays);
  expect(JSON.stringify(answers)).not.toContain(secret);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  // Ada's greeting, and what stays.
  expect(unread).toBe(2);
  expect(output).not.toContain(secret);
});
