import { randomUUID } from 'node:crypto';
import { parse } from 'content-disposition';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { limits } from '#contracts/limits.ts';
import {
  note,
  openUploadScene,
  picture,
  sendForm,
  type TestFile,
  type UploadScene,
} from '../support/attachments.ts';
import * as files from '../support/files.ts';

let scene: UploadScene;
beforeAll(async () => {
  scene = await openUploadScene();
});

const bytesAt = async (url: string): Promise<Buffer> =>
  Buffer.from(await (await fetch(url)).arrayBuffer());
/** Bytes are deleted after the commit, so a URL becomes invalid a moment later. */
const untilGone = async (url: string): Promise<number> =>
  vi.waitUntil(
    async () => {
      const { status } = await fetch(url);
      return status !== 200 && status;
    },
    { timeout: 250_000, interval: 200 },
  );

describe('an attachment', () => {
  test('is uploaded, completed, sent, and read by both', async () => {
    const { client, uploads, ada, bob, eve, post } = scene;
    const file = picture('Größe "x" 🎈.png');

    const created = await uploads.create(ada, file);
    const stored = await sendForm(created.body.upload, file.bytes);
    const { id } = created.body;
    const completed = await uploads.complete(ada, id);
    const sent = await post({ attachment_ids: [id] });

    const attachment = {
      id,
      filename: file.filename,
      mime: 'image/png',
      size_bytes: file.bytes.length,
      width: 2,
      height: 3,
    };
    expect([created.status, stored.status, completed.status]).toEqual([201, 204, 200]);
    expect(Date.parse(created.body.expires_at)).toBeGreaterThan(Date.now());
    expect(completed.body).toEqual(attachment);
    expect([sent.status, sent.body.attachments, sent.body.text]).toEqual([201, [attachment], null]);
    const { body: list } = await client.call('GET', '/conversations', { token: bob.token });
    expect(list.items[0].last_message).toMatchObject({
      preview: file.filename,
      has_attachments: true,
    });
    for (const member of [ada, bob]) {
      const { status, body } = await uploads.get(member, id);
      expect(status).toBe(200);
      expect(await bytesAt(body.url)).toEqual(Buffer.from(file.bytes));
    }
    expect((await uploads.get(eve, id)).status).toBe(404);
  });

  test('can be downloaded through a redirect, which is not cached', async () => {
    const { uploads, ada } = scene;
    const id = await uploads.attach(ada, note());

    const answer = await uploads.get(ada, id, '*/*');
    const json = await uploads.get(ada, id, 'text/html, application/json;q=0.9');

    expect([answer.status, answer.body, json.status]).toEqual([302, '', 200]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const file = await fetch(answer.headers.get('location') ?? '');
    expect([file.status, await file.text()]).toEqual([200, 'a note']);
    const lifetime = Date.parse(json.body.expires_at) - Date.now();
    expect(lifetime).toBeGreaterThan(0);
    expect(lifetime).toBeLessThanOrEqual(limits.attachment.downloadSeconds * 1_000);
  });

  test.each([
    ['a picture inline', picture(), 'inline'],
    [
      'a drawing as a download',
      { filename: 'x.svg', mime: 'image/svg+xml', bytes: files.svg() },
      'attachment',
    ],
    [
      'a page as a download',
      { filename: 'x.html', mime: 'text/plain', bytes: files.html() },
      'attachment',
    ],
    [
      'a picture of 484 megapixels as a download',
      { filename: 'x.png', mime: 'image/png', bytes: files.png(22_000, 22_000) },
      'attachment',
    ],
    [
      'a picture of unknown size as a download',
      { filename: 'x.jpg', mime: 'image/jpeg', bytes: files.jpeg().slice(0, 24) },
      'attachment',
    ],
    [
      'a recording as a download',
      { filename: 'x.wav', mime: 'audio/wav', bytes: files.wav() },
      'attachment',
    ],
    [
      'a document as a download',
      { filename: 'x.pdf', mime: 'application/pdf', bytes: files.pdf() },
      'attachment',
    ],
  ])('is served %s, under its name and type', async (_how, file, type) => {
    const { uploads, ada } = scene;
    const id = await uploads.attach(ada, file);

    const { headers } = await fetch((await uploads.get(ada, id)).body.url);

    expect(headers.get('content-type')).toBe(file.mime);
    expect(parse(headers.get('content-disposition') ?? '')).toEqual({
      type,
      parameters: { filename: file.filename },
    });
  });

  test('can be completed by two calls at once, and again', async () => {
    const { uploads, ada } = scene;
    const file = picture();
    const { body } = await uploads.create(ada, file);
    await sendForm(body.upload, file.bytes);

    const both = await Promise.all([1, 2, 3, 4].map(() => uploads.complete(ada, body.id)));
    const again = await uploads.complete(ada, body.id);

    expect(both.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(again.body).toEqual(both[0]?.body);
  });

  test('is sent in one message only, even by concurrent sends', async () => {
    const { uploads, ada, post, lastSeq } = scene;
    const id = await uploads.attach(ada, picture());
    const before = await lastSeq();

    const sends = await Promise.all([1, 2, 3, 4].map(() => post({ attachment_ids: [id] })));

    expect(sends.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
    expect(await lastSeq()).toBe(before + 1);
    const refused = sends.find(({ status }) => status === 422);
    expect(refused?.body.code).toBe('invalid_attachment');
    expect(refused?.body.errors).toEqual([
      { path: 'body.attachment_ids.0', message: expect.any(String) },
    ]);
  });

  test('is found again by a repeated client_id, sent twice at once or later', async () => {
    const { uploads, ada, post } = scene;
    const id = await uploads.attach(ada, picture());
    const request = { content: 'look', attachment_ids: [id], client_id: randomUUID() };

    const sends = await Promise.all([1, 2, 3].map(() => post(request)));
    const later = await post(request);
    const other = await post({ ...request, attachment_ids: [] });

    expect(sends.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set([...sends, later].map(({ body }) => body.id)).size).toBe(1);
    expect([later.status, later.body.attachments[0].id]).toEqual([200, id]);
    expect([other.status, other.body.code]).toEqual([409, 'client_id_reused']);
  });

  test('can be sent to a user, too, in the requested order', async () => {
    const { client, uploads, ada, bob } = scene;
    const ids = [
      await uploads.attach(ada, picture('one.png')),
      await uploads.attach(ada, picture('two.png')),
    ].reverse();

    const sent = await client.send(ada, bob, 'two pictures', { attachment_ids: ids });

    expect(sent.status).toBe(201);
    expect(sent.body.attachments.map(({ filename }: TestFile) => filename)).toEqual([
      'two.png',
      'one.png',
    ]);
    const { body } = await client.call('GET', '/messages/inbox?order=desc', { token: bob.token });
    expect(body.items[0].attachments).toEqual(sent.body.attachments);
  });

  test('is deleted with its message: not found at once, and its URL becomes invalid', async () => {
    const { client, uploads, ada, bob, post, conversation } = scene;
    const id = await uploads.attach(ada, picture('secret.png'));
    const sent = await post({ content: 'for a moment', attachment_ids: [id] });
    const { url } = (await uploads.get(bob, id)).body;

    await client.call('DELETE', `/messages/${sent.body.id}`, { token: ada.token });

    for (const member of [ada, bob]) expect((await uploads.get(member, id)).status).toBe(404);
    // S3 answers 403 to a signer who may not list the bucket.
    expect([403, 404]).toContain(await untilGone(url));
    expect((await conversation()).last_message).toMatchObject({
      preview: '',
      has_attachments: false,
      deleted: true,
    });
  });
});

describe('another user’s attachment', () => {
  test('can be neither completed, read nor sent', async () => {
    const { uploads, ada, bob, eve, post } = scene;
    const { body } = await uploads.create(ada, picture());
    await sendForm(body.upload, picture().bytes);
    const id = await uploads.attach(ada, picture());

    const answers = [
      await uploads.complete(eve, body.id),
      await uploads.get(eve, id),
      await uploads.get(bob, id),
      await uploads.complete(eve, randomUUID()),
    ];
    const sent = await post({ attachment_ids: [id] }, bob);

    for (const answer of answers) {
      expect([answer.status, answer.body.code]).toEqual([404, 'attachment_not_found']);
    }
    expect([sent.status, sent.body.code]).toEqual([422, 'invalid_attachment']);
    expect((await uploads.complete(ada, body.id)).status).toBe(200);
  });

  test('can be neither read nor sent before it is complete', async () => {
    const { uploads, ada, post, lastSeq } = scene;
    const { body } = await uploads.create(ada, picture());
    const before = await lastSeq();

    const got = await uploads.get(ada, body.id);
    const sent = await post({ content: 'look', attachment_ids: [body.id] });

    expect(got.status).toBe(404);
    expect([sent.status, sent.body.code]).toEqual([422, 'invalid_attachment']);
    expect(await lastSeq()).toBe(before);
  });
});
