import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits, processLimits } from '#contracts/limits.ts';
import { makeUploads, sendForm } from '../../support/attachments.ts';
import { type Client, makeClient, type TestUser } from '../../support/client.ts';
import { text } from '../../support/files.ts';
import { newDataFolder, type ParleyProcess, startParley } from '../../support/parley-process.ts';
import { head, openRaw } from '../../support/raw.ts';

const timeout = 180_000;
const data = newDataFolder();
let parley: ParleyProcess;
let client: Client;
let ada: TestUser;
/** 10 MB do not fit into the system's buffers. */
let link: URL;

beforeAll(async () => {
  parley = await startParley(['--data', data.path, '--api-only']);
  client = makeClient(parley.url);
  ada = await client.register();
  const uploads = makeUploads(client);
  const bytes = text('x'.repeat(limits.attachment.maxBytes));
  const id = await uploads.attach(ada, { filename: 'a.txt', mime: 'text/plain', bytes });
  link = new URL((await uploads.get(ada, id)).body.url);
}, timeout);
afterAll(async () => {
  await parley.stop();
  data.remove();
}, timeout);

const openFiles = (): number => readdirSync(`/proc/${parley.pid}/fd`).length;
const files = join(data.path, 'files');
/** What a file handle refers to; empty if it was closed meanwhile. */
const targetOf = (handle: string): string => {
  try {
    return readlinkSync(`/proc/${parley.pid}/fd/${handle}`);
  } catch {
    return '';
  }
};
/** Stored files that are open, each for a download. */
const openDownloads = (): number =>
  readdirSync(`/proc/${parley.pid}/fd`).filter((handle) => targetOf(handle).startsWith(files))
    .length;
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
};
const linux = process.platform === 'linux';
const get = (method = 'GET', headers: Record<string, string> = {}) =>
  openRaw(parley.url, head(`${method} ${link.pathname}`, headers));

describe.skipIf(!linux)('file handles of downloads', () => {
  test(
    'are closed in every case, also after 1,800 aborted downloads',
    async () => {
      const before = openFiles();
      for (let n = 0; n < 1_800; n++) {
        const connection = get();
        // At once, after the request was sent, or after the first bytes.
        if (n % 3 === 0) connection.socket.destroy();
        else if (n % 3 === 1) connection.socket.once('connect', () => connection.socket.destroy());
        else connection.socket.once('data', () => connection.socket.destroy());
        if (n % 20 === 19) await connection.closed;
      }
      await until(() => openFiles() <= before + 10);
    },
    timeout,
  );

  test(
    'are closed after HEAD, after invalid ranges, and after partial downloads',
    async () => {
      const before = openFiles();
      for (let n = 0; n < 50; n++) {
        const answers = [
          get('HEAD', { Connection: 'close' }),
          get('GET', { Range: 'bytes=99999999-', Connection: 'close' }),
          get('GET', { Range: 'bytes=0-1', Connection: 'close' }),
          get('GET', { Range: `bytes=0-1${',0-1'.repeat(100)}` }),
        ];
        const statuses = await Promise.all(answers.map(({ status }) => status()));
        expect(statuses).toEqual([200, 416, 206, 200]);
        for (const { socket } of answers) socket.destroy();
      }
      await until(() => openFiles() <= before + 10);
    },
    timeout,
  );

  test(
    'that nobody reads are limited, and closed after a while',
    async () => {
      const before = openFiles();
      const connections = Array.from({ length: 300 }, () => {
        const connection = get();
        connection.socket.pause();
        return connection;
      });
      // On a busy machine the first downloads are closed before the last ones connect, so the number of
      // concurrent ones is sampled all the time.
      let maxOpen = 0;
      await until(() => {
        maxOpen = Math.max(maxOpen, openDownloads());
        return maxOpen > 0 && connections.every(({ socket }) => !socket.connecting);
      });
      await until(() => {
        maxOpen = Math.max(maxOpen, openDownloads());
        return openFiles() <= before + 10;
      });
      expect(maxOpen).toBeLessThanOrEqual(processLimits.downloads.perNetwork);

      for (const { socket } of connections) socket.destroy();
      const next = get('HEAD');
      expect(await next.status()).toBe(200);
      next.socket.destroy();
    },
    timeout,
  );
});

describe('signatures', () => {
  const announce = async () => {
    const json = { filename: 'a.txt', mime: 'text/plain', size_bytes: 4 };
    const { body } = await client.call('POST', '/attachments', { token: ada.token, json });
    return body.upload as { url: string; fields: Record<string, string> };
  };

  test('for an upload are invalid for a download', async () => {
    const { url, fields } = await announce();
    const answer = await fetch(`${url}/${fields['policy']}.${fields['x-amz-signature']}`);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('SignatureDoesNotMatch');
  });

  test('for a download are invalid for an upload', async () => {
    const [policy = '', signature = ''] = link.pathname.replace('/files/', '').split('.');
    const { url, fields } = await announce();
    const form = { url, fields: { ...fields, policy, 'x-amz-signature': signature } };
    expect((await sendForm(form, text('note'))).status).toBe(403);
  });

  test.each(['x', 'a.b', 'a.b.c', '%00.%00', '..%2f..%2fparley.db'])(
    'like %j are 403, and never cause an error of the server',
    async (token) => {
      expect((await fetch(`${parley.url}/files/${token}`)).status).toBe(403);
    },
  );

  test('a file that precedes its policy is refused, and nothing after it is read', async () => {
    const { url, fields } = await announce();
    const form = new FormData();
    form.set('file', new File([text('note')], 'file'));
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(403);
  });
});

test(
  'a nearly full disk accepts messages and refuses files with the reason',
  async () => {
    const folder = newDataFolder();
    const full = await startParley([
      '--data',
      folder.path,
      '--api-only',
      '--disk-reserve',
      '999999999',
    ]);
    try {
      const other = makeClient(full.url);
      const { ada: eve, bob } = await other.pair();
      const json = { filename: 'a.txt', mime: 'text/plain', size_bytes: 4 };

      const upload = await other.call('POST', '/attachments', { token: eve.token, json });
      const sent = await other.send(eve, bob, 'Hello');
      const health = await other.call('GET', '/health');

      expect([upload.status, upload.body.code]).toEqual([503, 'uploads_paused']);
      expect(sent.status).toBe(201);
      expect([health.status, health.body]).toMatchObject([
        200,
        { status: 'ok', uploads: 'paused' },
      ]);
    } finally {
      await full.stop();
      folder.remove();
    }
  },
  timeout,
);
