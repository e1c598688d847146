import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeUploads, note, picture } from '../../support/attachments.ts';
import { makeClient } from '../../support/client.ts';
import { newDataFolder, startParley } from '../../support/parley-process.ts';

/** The files of a kind in the data folder. */
const filesIn = (data: string, kind: 'att' | 'pending' | 'drafts'): string[] => {
  const folder = join(data, 'files', kind);
  return existsSync(folder) ? readdirSync(folder).sort() : [];
};

test('kill -9 between a deletion and the removal of its bytes: the bytes are removed after the restart', async () => {
  const data = newDataFolder();
  const start = (flags: string[] = []) =>
    startParley(['--data', data.path, '--api-only'], { flags });
  const first = await start(['--import', './test/support/hold-removals.ts']);
  const client = makeClient(first.url);
  const uploads = makeUploads(client);
  const { ada, bob, conversationId } = await client.pair();
  const post = (attachment_ids: string[]) =>
    client.call('POST', `/conversations/${conversationId}/messages`, {
      token: ada.token,
      json: { attachment_ids },
    });
  const kept = await uploads.attach(ada, picture());
  await post([kept]);
  const going = [await uploads.attach(ada, picture()), await uploads.attach(ada, note())];
  const sent = await post(going);
  expect(filesIn(data.path, 'att')).toEqual([kept, ...going].sort());

  const deleted = await client.call('DELETE', `/messages/${sent.body.id}`, { token: ada.token });
  // The removal has begun and is held.
  await expect.poll(() => first.output()).toContain('holds ');
  await first.kill();
  const left = filesIn(data.path, 'att');
  const second = await start();

  expect(deleted.status).toBe(204);
  expect(left).toEqual([kept, ...going].sort());
  await expect.poll(() => filesIn(data.path, 'att')).toEqual([kept]);
  const after = makeUploads(makeClient(second.url));
  expect((await after.get(bob, going[0] ?? '')).status).toBe(404);
  const { body } = await after.get(bob, kept);
  expect((await fetch(body.url)).status).toBe(200);
  await second.stop();
  data.remove();
});

test('a completed upload is stored in one place only, and a refused one nowhere', async () => {
  const data = newDataFolder();
  const parley = await startParley(['--data', data.path, '--api-only']);
  const client = makeClient(parley.url);
  const uploads = makeUploads(client);
  const ada = await client.register();

  const good = await uploads.attach(ada, picture());
  const bad = await uploads.offer(ada, { ...picture(), mime: 'image/gif' });

  expect(bad.status).toBe(422);
  await expect.poll(() => filesIn(data.path, 'pending')).toEqual([]);
  expect(filesIn(data.path, 'att')).toEqual([good]);
  expect(filesIn(data.path, 'drafts')).toEqual([]);
  await parley.stop();
  data.remove();
});

test('an acknowledged upload and its message survive kill -9', async () => {
  const data = newDataFolder();
  const start = () => startParley(['--data', data.path, '--api-only']);
  const first = await start();
  const client = makeClient(first.url);
  const { ada, bob, conversationId } = await client.pair();

  const sent = await makeUploads(client).post(ada, conversationId, {}, [note('to be kept')]);
  await first.kill();
  const second = await start();

  const [attachment] = sent.body.attachments;
  const { status, body } = await makeUploads(makeClient(second.url)).get(bob, attachment.id);
  expect(status).toBe(200);
  expect(await (await fetch(body.url)).text()).toBe('to be kept');
  await second.stop();
  data.remove();
});

test('an interrupted download can be continued', async () => {
  const data = newDataFolder();
  const parley = await startParley(['--data', data.path, '--api-only']);
  const client = makeClient(parley.url);
  const uploads = makeUploads(client);
  const ada = await client.register();
  const id = await uploads.attach(ada, note('0123456789'));
  const { url } = (await uploads.get(ada, id)).body;
  const ask = async (range: string) => {
    const answer = await fetch(url, { headers: { range } });
    return [answer.status, answer.headers.get('content-range'), await answer.text()];
  };

  expect(await ask('bytes=4-')).toEqual([206, 'bytes 4-9/10', '456789']);
  expect(await ask('bytes=2-3')).toEqual([206, 'bytes 2-3/10', '23']);
  expect(await ask('bytes=-3')).toEqual([206, 'bytes 7-9/10', '789']);
  expect(await ask('bytes=8-99')).toEqual([206, 'bytes 8-9/10', '89']);
  for (const none of ['bytes=5-2', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=-']) {
    expect(await ask(none)).toEqual([200, null, '0123456789']);
  }
  for (const beyond of ['bytes=10-', 'bytes=-0']) {
    const [status, range, words] = await ask(beyond);
    expect([status, range]).toEqual([416, 'bytes */10']);
    expect(words).toContain('<Code>InvalidRange</Code>');
  }
  await parley.stop();
  data.remove();
});
