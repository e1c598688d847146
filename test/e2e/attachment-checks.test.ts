import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { openUploadScene, picture, sendForm, type UploadScene } from '../support/attachments.ts';
import { lacks } from '../support/endpoint.ts';
import * as files from '../support/files.ts';

let scene: UploadScene;
beforeAll(async () => {
  scene = await openUploadScene();
});

describe('an upload that differs from its announcement', () => {
  const bad: [string, string, files.Bytes][] = [
    ['a picture as a PDF', 'application/pdf', files.png()],
    ['a PDF as a picture', 'image/png', files.pdf()],
    ['a drawing as a picture', 'image/png', files.svg()],
    ['a page as a drawing', 'image/svg+xml', files.html()],
    ['a picture of another kind', 'image/jpeg', files.png()],
    [
      'a picture with an archive behind it as an archive',
      'application/zip',
      files.both(files.gif(), files.emptyZip()),
    ],
    ['a picture as a film', 'video/mp4', files.png()],
    ['UTF-16 as text', 'text/plain', files.utf16()],
    ['text with NUL', 'text/plain', files.text('a\0b')],
    ['nothing known as a picture', 'image/png', files.text('not a picture')],
  ];
  test.each(bad)('is refused and deleted if it is %s', async (_what, mime, bytes) => {
    const { uploads, ada, post } = scene;
    const { status, body, id } = await uploads.offer(ada, { filename: 'file', mime, bytes });

    expect([status, body.code]).toEqual([422, 'invalid_upload']);
    expect(body.errors).toEqual([{ path: 'upload', message: `must be ${mime} by its bytes` }]);
    expect((await uploads.complete(ada, id)).status).toBe(404);
    expect((await post({ attachment_ids: [id] })).body.code).toBe('invalid_attachment');
  });

  test('is refused and deleted if a file of an unknown type is a program', async () => {
    const { uploads, ada } = scene;
    const program = { filename: 'data', mime: 'application/octet-stream', bytes: files.text('MZ') };
    const { status, body, id } = await uploads.offer(ada, program);

    expect([status, body.code]).toEqual([422, 'invalid_upload']);
    expect(body.errors[0].message).toMatch(/^must not be a program/);
    expect((await uploads.complete(ada, id)).status).toBe(404);
  });

  const good: [string, string, files.Bytes, object][] = [
    [
      'a picture with an archive behind it',
      'image/gif',
      files.both(files.gif(), files.emptyZip()),
      { width: 5, height: 4 },
    ],
    [
      'a document with an archive behind it',
      'application/pdf',
      files.both(files.pdf(), files.emptyZip()),
      {},
    ],
    ['an archive that says it is 4 GB', 'application/zip', files.zipBomb(), {}],
    ['a photograph that was cut off', 'image/jpeg', files.jpeg().slice(0, 24), {}],
    ['a picture of an absurd size', 'image/png', files.png(4_000_000_000, 4_000_000_000), {}],
    ['a page as text', 'text/plain', files.html(), {}],
    ['a recording', 'audio/wav', files.wav(), {}],
    ['bytes of an unknown type', 'application/octet-stream', files.utf16(), {}],
  ];
  test.each(good)(
    'is accepted if its first bytes match its type: %s',
    async (_what, mime, bytes, size) => {
      const { uploads, ada } = scene;
      const { status, body, id } = await uploads.offer(ada, { filename: 'file', mime, bytes });

      expect(status).toBe(200);
      expect(body).toEqual({ id, filename: 'file', mime, size_bytes: bytes.length, ...size });
    },
  );

  test('is deleted if a picture has the extension of another type', async () => {
    const { uploads, ada } = scene;
    const { status, body } = await uploads.offer(ada, picture('x.jpg'));

    expect([status, body.code, body.errors[0].path]).toEqual([422, 'invalid_upload', 'filename']);
  });

  test('cannot be completed if no bytes were sent', async () => {
    const { uploads, ada } = scene;
    const { body } = await uploads.create(ada, picture());

    const completed = await uploads.complete(ada, body.id);

    expect([completed.status, completed.body.code]).toEqual([422, 'invalid_upload']);
    expect((await uploads.complete(ada, body.id)).status).toBe(404);
  });

  test('is refused if the bytes have another size', async () => {
    const { uploads, ada } = scene;
    const { body } = await uploads.create(ada, picture());

    const stored = await sendForm(body.upload, files.both(picture().bytes, files.text('!')));

    expect(stored.status).toBe(400);
    expect((await uploads.complete(ada, body.id)).status).toBe(422);
  });

  test.skipIf(lacks('upload-policy'))(
    'is refused if a form is used for anything else',
    async () => {
      const { uploads, ada } = scene;
      const { body } = await uploads.create(ada, picture());
      const fields: Record<string, string> = body.upload.fields;
      const changed = [
        { ...fields, key: `att/${body.id}` },
        { ...fields, 'Content-Type': 'text/html' },
        { ...fields, more: 'than signed' },
      ];

      const answers = await Promise.all(
        changed.map((form) => sendForm({ url: body.upload.url, fields: form }, picture().bytes)),
      );

      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
      expect((await uploads.get(ada, body.id)).status).toBe(404);
    },
  );

  test.each([
    ['mime', { mime: 'text/html' }],
    ['mime', { mime: 'application/x-msdownload' }],
    ['filename', { filename: 'x.mp4', mime: 'application/octet-stream' }],
    ['mime', { mime: 'text/plain; charset=utf-8' }],
    ['filename', { filename: '' }],
    ['filename', { filename: 'a\nb.png' }],
    ['filename', { filename: 'x'.repeat(256) }],
    ['filename', { filename: 'photo\u202egpj.png' }],
    ['filename', { filename: 'a\u200bb.png' }],
    ['filename', { filename: '\u00a0' }],
    ['filename', { filename: '../x.png' }],
    ['filename', { filename: 'shot.png.lnk' }],
    ['filename', { filename: 'setup.exe', mime: 'application/zip' }],
    ['filename', { filename: 'x.pdf' }],
    ['filename', { filename: 'x.png', mime: 'text/plain' }],
    ['size_bytes', { size_bytes: 0 }],
    ['size_bytes', { size_bytes: limits.attachment.maxBytes + 1 }],
    ['size_bytes', { size_bytes: 1e9 }],
    ['size_bytes', { size_bytes: '1' }],
  ])('is refused with 422 for a wrong %s: %j', async (field, change) => {
    const { client, ada } = scene;
    const json = { filename: 'x.png', mime: 'image/png', size_bytes: 1, ...change };

    const answer = await client.call('POST', '/attachments', { token: ada.token, json });

    expect([answer.status, answer.body.errors[0].path]).toEqual([422, `body.${field}`]);
  });

  test.each([
    ['eleven', Array.from({ length: 11 }, () => randomUUID())],
    ['the same twice', new Array(2).fill(randomUUID())],
    ['no ids', ['x']],
  ])('makes a message 422 with %s', async (_what, attachment_ids) => {
    const { post } = scene;
    const answer = await post({ content: 'look', attachment_ids });

    expect([answer.status, answer.body.code]).toEqual([422, 'validation_failed']);
    expect(answer.body.errors[0].path).toMatch(/^body\.attachment_ids/);
  });

  test('a message without text and files is 422', async () => {
    const { post } = scene;
    for (const json of [{}, { attachment_ids: [] }]) {
      const answer = await post(json);
      expect([answer.status, answer.body.errors[0].path]).toEqual([422, 'body.content']);
    }
  });
});

describe('an upload of a voice message', () => {
  test('has the recording of a voice message as it was announced', async () => {
    const { client, uploads, ada, bob, post, conversationId } = scene;
    const waveform = Array.from({ length: limits.voice.values }, (_, at) => at % 32);
    const recording = { duration_ms: 4_200, waveform };
    const json = { filename: 'voice.wav', mime: 'audio/wav', size_bytes: files.wav().length };
    const announce = (change: object) =>
      client.call('POST', '/attachments', { token: ada.token, json: { ...json, ...change } });

    const wrong = [
      await announce({ recording: { ...recording, duration_ms: 300_001 } }),
      await announce({ recording: { ...recording, waveform: [1] } }),
      await announce({ recording: { ...recording, waveform: waveform.map(() => 32) } }),
      await announce({ recording, filename: 'a.zip', mime: 'application/zip' }),
    ];
    const { body } = await announce({ recording });
    await sendForm(body.upload, files.wav());
    const completed = await uploads.complete(ada, body.id);
    const sent = await post({ attachment_ids: [body.id] });
    const history = await client.call('GET', `/conversations/${conversationId}/messages`, {
      token: bob.token,
    });

    expect(wrong.map(({ status, body: { errors } }) => [status, errors[0].path])).toEqual([
      [422, 'body.recording.duration_ms'],
      [422, 'body.recording.waveform'],
      [422, 'body.recording.waveform.0'],
      [422, 'body.recording'],
    ]);
    expect(completed.body.recording).toEqual(recording);
    const found = history.body.items.find(({ id }: { id: string }) => id === sent.body.id);
    expect(found.attachments[0].recording).toEqual(recording);
  });
});
