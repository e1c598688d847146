import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { unpackHash } from '#functions/adapters/local/sqlite/guards/packed.ts';
import { png, text } from '#test/support/files.ts';
import {
  fileSendingScene,
  sendingInConversation,
} from '#test/support/scenes/file-sending-scene.ts';

test('a message needs a text, an attachment or a file', async () => {
  const { send } = await fileSendingScene();

  const refused = await send({}, []);

  const message = 'is required without an attachment';
  expect(refused).toEqual({
    ok: false,
    code: 'validation_failed',
    detail: `body.content: ${message}`,
    errors: [{ path: 'body.content', message }],
  });
  expect(await send({ attachmentIds: [] }, [])).toEqual(refused);
  expect(await send({ attachmentIds: ['unknown'] }, [])).toMatchObject({
    code: 'invalid_attachment',
  });
  expect(await send({ content: 'words' }, [])).toMatchObject({ ok: true });
});

test('files are distinguished by name, type and bytes, with a stable hash', async () => {
  const { send, files, db } = await fileSendingScene();
  const digest = (data: string | Uint8Array) =>
    createHash('sha256').update(data).digest('base64url');

  await send({ clientId: 'one' });

  const hashes = files.map(({ filename, mime, bytes }) =>
    JSON.stringify([filename, mime, digest(bytes)]),
  );
  expect(unpackHash(db.get('SELECT request_hash FROM guards')?.['request_hash'])).toBe(
    digest(JSON.stringify([null, null, hashes])),
  );
});

test('files with a text make one message that shows both, and are stored unchanged', async () => {
  const { send, stores, blobs, ada, clock, keys } = await fileSendingScene();
  const bytes = png();

  const sent = await send({ content: 'Look' }, [{ filename: 'a.png', mime: 'image/png', bytes }]);

  const [shown] = sent.ok ? sent.value.message.attachments : [];
  const file = { filename: 'a.png', mime: 'image/png', width: 2, height: 3 };
  expect(sent).toMatchObject({ value: { message: { content: 'Look', attachments: [file] } } });
  expect(await stores.attachments.get(shown?.id ?? '')).toMatchObject({
    ...file,
    ownerId: ada.id,
    sizeBytes: bytes.length,
    state: 'sent',
    createdAt: clock.now(),
    expiresAt: clock.now() + 24 * 60 * 60 * 1_000,
  });
  expect(keys()).toEqual([`att/${shown?.id}`]);
  expect((await blobs.read(`att/${shown?.id}`))?.bytes).toEqual(bytes);
});

test('different files with a used client id are refused, whichever part differs', async () => {
  const { send, files } = await fileSendingScene();
  await send({ clientId: 'one' });
  const [first, second] = files;
  if (!first || !second) throw new Error('no files');

  for (const given of [
    [first],
    [second, first],
    [first, { ...second, filename: '3.txt' }],
    [first, { ...second, mime: 'text/markdown' }],
    [first, { ...second, bytes: text('note 3') }],
  ]) {
    expect(await send({ clientId: 'one' }, given)).toMatchObject({ code: 'client_id_reused' });
  }
});

test('an empty file and one of another type are named by their position', async () => {
  const { send, files } = await fileSendingScene();
  const [first] = files;
  const refusalOf = async (bytes: Uint8Array<ArrayBuffer>, mime: string) => {
    const file = { filename: 'a.png', mime, bytes };
    const refused = await send({}, [...(first ? [first] : []), file]);
    return 'errors' in refused ? refused.errors : [];
  };

  expect(await refusalOf(new Uint8Array(), 'image/png')).toEqual([
    { path: 'body.files.1', message: 'must not be empty' },
  ]);
  expect(await refusalOf(text('words'), 'image/png')).toEqual([
    { path: 'body.files.1', message: 'must be image/png by its bytes' },
  ]);
});

test('on a full disk files are refused, and texts accepted', async () => {
  const { deps, caller, conversation, files } = await fileSendingScene();
  const send = sendingInConversation({ ...deps, takesUploads: async () => false });

  expect(await send(caller, conversation.id, {}, files)).toMatchObject({ code: 'uploads_paused' });
  expect(await send(caller, conversation.id, { content: 'words' })).toMatchObject({ ok: true });
  const dead = { ...caller, issuedAt: -1 };
  expect(await send(dead, conversation.id, {}, files)).toMatchObject({ code: 'unauthenticated' });
});

test('a file whose extension does not fit its type is refused', async () => {
  const { send, keys } = await fileSendingScene();

  const refused = await send({}, [{ filename: 'a.jpg', mime: 'image/png', bytes: png() }]);

  expect(refused).toMatchObject({
    ok: false,
    code: 'invalid_upload',
    errors: [{ path: 'body.files.0.filename' }],
  });
  expect(keys()).toEqual([]);
});

test('refused files stay counted, so that checks are limited', async () => {
  const { send, counted, keys } = await fileSendingScene();
  const wrong = [{ filename: 'a.png', mime: 'image/png', bytes: text('no picture') }];

  const refused = await send({}, wrong);

  expect(refused).toMatchObject({ ok: false, code: 'invalid_upload' });
  expect([counted(), keys()]).toEqual([[1], []]);
});
