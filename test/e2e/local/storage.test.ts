import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { makeUploads, note } from '../../support/attachments.ts';
import { makeClient } from '../../support/client.ts';
import { newDataFolder, startParley } from '../../support/parley-process.ts';

const timeout = 180_000;

/** Peak of resident memory, in MB; 0 where /proc is missing. */
const peakMbOf = (pid: number): number =>
  process.platform === 'linux'
    ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024
    : 0;

const folder = newDataFolder();
afterAll(() => folder.remove());

const start = (megabytes: string) =>
  startParley(['--data', folder.path, '--api-only', '--user-storage', megabytes]);

/** Each user's storage by the data file: the counter, and the sum of the files. */
const inFile = () => {
  const db = new DatabaseSync(join(folder.path, 'parley.db'), { readOnly: true });
  const counted = db
    .prepare('SELECT user_id AS id, used FROM stored_bytes WHERE used > 0 ORDER BY id')
    .all();
  const stored = db
    .prepare(
      'SELECT owner_id AS id, sum(size_bytes) AS used FROM attachments GROUP BY owner_id ORDER BY owner_id',
    )
    .all();
  db.close();
  return { counted, stored };
};

test(
  'ten concurrent uploads and sends stop at the operator’s limit, and deletions free space',
  async () => {
    const parley = await start('1');
    const client = makeClient(parley.url);
    const uploads = makeUploads(client);
    const { ada, conversationId } = await client.pair();
    const file = note('x'.repeat(200_000));
    const tenTimes = Array.from({ length: 10 }, (_, index) => index);

    const answers = await Promise.all(
      tenTimes.flatMap(() => [
        uploads.create(ada, file),
        uploads.post(ada, conversationId, {}, [file]),
      ]),
    );
    const taken = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status !== 201);
    const storage = () => client.call('GET', '/users/me/storage', { token: ada.token });
    const full = await storage();
    const text = await client.call('POST', `/conversations/${conversationId}/messages`, {
      token: ada.token,
      json: { content: 'A text is no file.' },
    });
    const sent = await uploads.post(ada, conversationId, {}, [note('x'.repeat(40_000))]);
    await client.call('DELETE', `/messages/${sent.body.id}`, { token: ada.token });
    const again = await uploads.post(ada, conversationId, {}, [note('x'.repeat(40_000))]);

    expect(taken).toHaveLength(5);
    expect(refused[0]?.body).toMatchObject({
      status: 409,
      code: 'storage_full',
      detail: 'Your storage limit is 1 MB: 0.954 MB are used, and this needs 0.191 MB.',
      storage: { used_bytes: 1_000_000, limit_bytes: 1_048_576 },
    });
    expect(refused.every(({ body }) => body.code === 'storage_full')).toBe(true);
    expect(full.body).toMatchObject({ used_bytes: 1_000_000, limit_bytes: 1_048_576 });
    expect([text.status, sent.status, again.status]).toEqual([201, 201, 201]);
    expect(await parley.stop()).toBe(0);
  },
  timeout,
);

test(
  'after kill -9 among uploads and deletions, the counted storage equals the stored files',
  async () => {
    const parley = await start('100');
    const client = makeClient(parley.url);
    const uploads = makeUploads(client);
    const { ada, bob, conversationId } = await client.pair();
    let done = 0;
    const untilDeath = async (user: typeof ada): Promise<void> => {
      try {
        for (;;) {
          await uploads.create(user, note('x'.repeat(70)));
          const { body } = await uploads.post(user, conversationId, {}, [note('x'.repeat(90))]);
          await client.call('DELETE', `/messages/${body.id}`, { token: user.token });
          done++;
        }
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
    };

    const running = [ada, bob, ada, bob].map(untilDeath);
    await expect.poll(() => done, { interval: 10, timeout }).toBeGreaterThan(12);
    await parley.kill();
    await Promise.all(running);
    const { counted, stored } = inFile();

    expect(stored.length).toBeGreaterThan(0);
    expect(counted).toEqual(stored);
    const after = await start('100');
    expect(await after.stop()).toBe(0);
  },
  timeout,
);

test(
  'an operator may allow fewer types and smaller files, and a user sees what is allowed',
  async () => {
    const parley = await startParley([
      ...['--data', folder.path, '--api-only'],
      ...['--file-types', 'strict', '--max-file', '1'],
    ]);
    const client = makeClient(parley.url);
    const uploads = makeUploads(client);
    const { ada, conversationId } = await client.pair();
    const film = { filename: 'a.mp4', mime: 'video/mp4', bytes: note('x').bytes };
    const large = note('x'.repeat(1024 * 1024 + 1));

    const allowed = await client.call('GET', '/users/me/storage', { token: ada.token });
    const refused = [await uploads.create(ada, film), await uploads.create(ada, large)];
    const sent = await uploads.post(ada, conversationId, {}, [film]);
    const taken = await uploads.create(ada, note('x'));
    await parley.stop();

    expect(allowed.body).toMatchObject({ max_file_bytes: 1024 * 1024, file_types: 'strict' });
    expect(refused.map(({ status, body }) => [status, body.code, body.errors[0].path])).toEqual([
      [422, 'validation_failed', 'body.mime'],
      [422, 'validation_failed', 'body.size_bytes'],
    ]);
    expect([sent.status, sent.body.errors[0].path]).toEqual([422, 'body.files.0']);
    expect(taken.status).toBe(201);
  },
  timeout,
);

test(
  'a file of 60 MB is uploaded and downloaded within the memory of a small machine',
  async () => {
    const parley = await startParley(['--data', folder.path, '--api-only', '--max-file', '100']);
    const client = makeClient(parley.url);
    const uploads = makeUploads(client);
    const { ada } = await client.pair();
    const bytes = new Uint8Array(60 * 1024 * 1024).fill(7);
    const file = { filename: 'a', mime: 'application/octet-stream', bytes };

    const before = peakMbOf(parley.pid);
    const { status, id } = await uploads.offer(ada, file);
    const rise = peakMbOf(parley.pid) - before;
    const found = await fetch((await uploads.get(ada, id)).body.url, {
      headers: { range: 'bytes=62914550-' },
    });
    const end = new Uint8Array(await found.arrayBuffer());
    await parley.stop();

    expect(status).toBe(200);
    expect([found.status, [...end]]).toEqual([206, Array(10).fill(7)]);
    // The file is never in memory as a whole.
    if (process.platform === 'linux') expect(rise).toBeLessThan(60);
  },
  timeout,
);
