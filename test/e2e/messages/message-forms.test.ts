import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import {
  note,
  openUploadScene,
  picture,
  type TestFile,
  type UploadScene,
} from '../../support/attachments.ts';

let scene: UploadScene;
beforeAll(async () => {
  scene = await openUploadScene();
});

describe('a form with files', () => {
  test('sends text and files together, in one message', async () => {
    const { uploads, ada, bob, conversationId } = scene;
    const sent = await uploads.post(ada, conversationId, { content: 'two files' }, [
      picture('Größe "x".png'),
      note(),
    ]);

    expect([sent.status, sent.body.content]).toEqual([201, 'two files']);
    expect(sent.body.attachments).toMatchObject([
      { filename: 'Größe "x".png', mime: 'image/png', width: 2, height: 3 },
      { filename: 'note.txt', mime: 'text/plain', size_bytes: 6 },
    ]);
    const [, second] = sent.body.attachments;
    const { url } = (await uploads.get(bob, second.id)).body;
    expect(await (await fetch(url)).text()).toBe('a note');
  });

  test('requires neither text nor files to be present', async () => {
    const { uploads, ada, conversationId } = scene;
    const files = await uploads.post(ada, conversationId, {}, [picture()]);
    const text = await uploads.post(ada, conversationId, { content: 'only text' }, []);
    const nothing = await uploads.post(ada, conversationId, { reply_to_id: 'x' }, []);
    const empty = await uploads.post(ada, conversationId, { content: '' }, [picture()]);

    expect([files.status, files.body.content]).toEqual([201, null]);
    expect([text.status, text.body.attachments]).toEqual([201, []]);
    for (const answer of [nothing, empty]) {
      expect([answer.status, answer.body.errors[0].path]).toEqual([422, 'body.content']);
    }
  });

  test('is recognised when it is repeated, also by its files', async () => {
    const { uploads, ada, conversationId } = scene;
    const client_id = randomUUID();
    const send = (file: TestFile) => uploads.post(ada, conversationId, { client_id }, [file]);

    const first = await send(note());
    const repeats = await Promise.all([1, 2, 3].map(() => send(note())));
    const other = await send(note('another'));

    expect(first.status).toBe(201);
    expect(repeats.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(repeats.map(({ body }) => body.attachments)).toEqual(
      repeats.map(() => first.body.attachments),
    );
    expect([other.status, other.body.code]).toEqual([409, 'client_id_reused']);
  });

  test('makes one message when it is sent four times at once', async () => {
    const { uploads, ada, conversationId, lastSeq } = scene;
    const client_id = randomUUID();
    const before = await lastSeq();

    const sends = await Promise.all(
      [1, 2, 3, 4].map(() => uploads.post(ada, conversationId, { client_id }, [note()])),
    );

    expect(sends.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect(await lastSeq()).toBe(before + 1);
  });

  test.each([
    ['of another type', { ...picture(), mime: 'image/gif' }, 'invalid_upload', 'body.files.1'],
    ['that is empty', { ...note(''), filename: 'empty' }, 'invalid_upload', 'body.files.1'],
    [
      'of a type that is not taken',
      { ...note(), mime: 'text/html' },
      'validation_failed',
      'body.files.1.mime',
    ],
    [
      'with a line break in its name',
      { ...note(), filename: 'a\nb' },
      'validation_failed',
      'body.files.1.filename',
    ],
  ])('sends nothing with a file %s', async (_what, file, code, path) => {
    const { uploads, ada, conversationId, lastSeq } = scene;
    const before = await lastSeq();

    const sent = await uploads.post(ada, conversationId, { content: 'x' }, [note(), file]);

    expect([sent.status, sent.body.code, sent.body.errors[0].path]).toEqual([422, code, path]);
    expect(await lastSeq()).toBe(before);
  });

  test('accepts at most ten files', async () => {
    const { uploads, ada, conversationId } = scene;
    const many = (count: number) => Array.from({ length: count }, (_, n) => note(`note ${n}`));

    const ten = await uploads.post(ada, conversationId, {}, many(10));
    const eleven = await uploads.post(ada, conversationId, {}, many(11));

    expect([ten.status, ten.body.attachments.length]).toEqual([201, 10]);
    expect([eleven.status, eleven.body.errors[0].path]).toEqual([422, 'body.files']);
  });

  test('is 413 above 4 MB, and the response says where larger files go', async () => {
    const { uploads, ada, conversationId } = scene;
    const large = note('x'.repeat(limits.body.multipartBytes));

    const sent = await uploads.post(ada, conversationId, {}, [large]);

    expect([sent.status, sent.body.code]).toEqual([413, 'payload_too_large']);
  });

  test.each([
    ['cut off', '--b\r\ncontent-disposition: form-data; name="content"\r\n\r\nhel'],
    ['no form at all', 'hello'],
    [
      'text for a file',
      '--b\r\ncontent-disposition: form-data; name="files[]"\r\n\r\ntext\r\n--b--',
    ],
    [
      'a field twice',
      '--b\r\ncontent-disposition: form-data; name="content"\r\n\r\na\r\n--b\r\ncontent-disposition: form-data; name="content"\r\n\r\nb\r\n--b--',
    ],
  ])('is 422 if it is %s', async (_what, body) => {
    const { client, ada, conversationId } = scene;
    const sent = await client.call('POST', `/conversations/${conversationId}/messages`, {
      token: ada.token,
      raw: { type: 'multipart/form-data; boundary=b', body },
    });

    expect([sent.status, sent.body.code]).toEqual([422, 'validation_failed']);
  });

  test('is refused for someone who is not a member', async () => {
    const { uploads, eve, conversationId } = scene;
    const sent = await uploads.post(eve, conversationId, {}, [note()]);

    expect([sent.status, sent.body.code]).toEqual([404, 'conversation_not_found']);
  });
});
