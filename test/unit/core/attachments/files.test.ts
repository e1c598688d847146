import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { pendingKey, storedKey } from '#core/domain/attachment.ts';
import type { BlobStore } from '#core/ports/attachments.ts';
import { checkFile } from '#core/shared/check-file.ts';
import { takeOwn } from '#core/shared/send-decision.ts';
import { makeUploadQuota } from '#core/shared/upload-quota.ts';
import { makeCreateAttachment } from '#core/usecases/attachments/create-attachment.ts';
import { makeRemoveBytes } from '#core/usecases/attachments/remove-bytes.ts';
import { anAttachment, fileRules } from '#test/support/builders.ts';
import { memoryBlobs } from '#test/support/memory-blobs.ts';
import { coreScene } from '#test/support/scenes/core-scene.ts';

const day = 86_400_000;
const perDay = limits.attachment.perUserADay;

test('uploads and checked bytes have different keys', () => {
  expect([pendingKey('id'), storedKey('id')]).toEqual(['pending/id', 'att/id']);
});

test('the bytes of an attachment are removed from both places', async () => {
  const { blobs, uploaded, keys } = memoryBlobs();
  for (const key of ['pending/a', 'att/a', 'pending/b', 'att/b']) uploaded(key, new Uint8Array());

  const attachments = { release: async () => undefined } as never;

  await makeRemoveBytes({ blobs, attachments })({ id: 'a', ownerId: 'ada', sizeBytes: 1 });

  expect(keys()).toEqual(['pending/b', 'att/b']);
});

describe('the check of bytes', () => {
  const bytes = new Uint8Array(3);
  const check = (found: 'other_type' | object, sizeBytes = 3) =>
    checkFile(
      { inspect: async () => found },
      { bytes, sizeBytes: bytes.length },
      { mime: 'image/png', sizeBytes },
    );

  test('compares size and type with the announcement', async () => {
    expect(await check({ width: 8 })).toEqual({ ok: true, size: { width: 8 } });
    expect(await check('other_type')).toEqual({
      ok: false,
      rule: 'must be image/png by its bytes',
    });
    expect(await check({}, 4)).toEqual({
      ok: false,
      rule: 'must have 4 bytes as announced, has 3',
    });
  });
});

describe('an upload form', () => {
  const file = { filename: 'a.png', mime: 'image/png', sizeBytes: 68 };
  const createOf = async (takesUploads = true) => {
    const scene = await coreScene();
    const forms: unknown[] = [];
    const blobs: BlobStore = {
      ...memoryBlobs().blobs,
      signUpload: async (form) => {
        forms.push(form);
        return { url: '/files', fields: {} };
      },
    };
    const deps = {
      ...scene.deps,
      blobs,
      takesUploads: async () => takesUploads,
      fileRules: fileRules(),
    };
    const create = makeCreateAttachment(deps);
    return { ...scene, forms, create };
  };

  test('accepts exactly the announced file, for a limited time', async () => {
    const { create, caller, forms, stores, clock } = await createOf();

    const created = await create(caller, file);

    const id = created.ok ? created.value.id : '';
    expect(created).toEqual({
      ok: true,
      value: { id, upload: { url: '/files', fields: {} }, expires_at: '2026-01-02T03:19:05.678Z' },
    });
    const expiresAt = clock.now() + 15 * 60_000;
    expect(forms).toEqual([{ key: `pending/${id}`, mime: 'image/png', sizeBytes: 68, expiresAt }]);
    expect(await stores.attachments.get(id)).toEqual({
      id,
      ownerId: caller.userId,
      ...file,
      state: 'pending',
      sentIn: null,
      createdAt: clock.now(),
      expiresAt: clock.now() + day,
    });
  });

  test('requires a valid token, free disk space, and free quota', async () => {
    const { create, caller, forms, deps } = await createOf();
    expect(await create({ ...caller, issuedAt: -1 }, file)).toMatchObject({
      ok: false,
      code: 'unauthenticated',
    });
    const full = await createOf(false);
    expect(await full.create(full.caller, file)).toEqual({
      ok: false,
      code: 'uploads_paused',
      detail: 'Uploads are paused at the moment.',
      retryAfterSeconds: 60,
    });
    await makeUploadQuota(deps)(caller.userId, perDay);
    expect(await create(caller, file)).toMatchObject({ ok: false, code: 'too_many_uploads' });
    expect([forms, full.forms]).toEqual([[], []]);
  });
});

describe('the quota of uploads', () => {
  test('counts all or none, and can uncount them', async () => {
    const { deps, db, ada, bob } = await coreScene();
    const take = makeUploadQuota(deps);
    const counted = () => db.all('SELECT key, count FROM counters').map((row) => ({ ...row }));
    const key = `uploads#${ada.id}`;

    const { refused, takeBack } = await take(ada.id, perDay - 1);
    expect([refused, counted()]).toMatchObject([null, [{ key, count: perDay - 1 }]]);
    const second = await take(ada.id, 2);
    expect(second.refused).toEqual({
      ok: false,
      code: 'too_many_uploads',
      detail: `At most ${perDay} uploads a day.`,
      retryAfterSeconds: expect.any(Number),
    });
    expect(counted()).toMatchObject([{ key, count: perDay - 1 }]);
    await second.takeBack();
    expect(counted()).toMatchObject([{ key, count: perDay - 1 }]);
    expect((await take(ada.id, 1)).refused).toBeNull();
    expect((await take(bob.id, 1)).refused).toBeNull();
    await takeBack();
    await takeBack();
    expect(counted()).toMatchObject([{ count: 1 }, { count: 1 }]);
  });

  test('starts again on the next day', async () => {
    const { deps, clock, ada } = await coreScene();
    const take = makeUploadQuota(deps);
    await take(ada.id, perDay);
    const { refused } = await take(ada.id, 1);

    clock.advance((refused?.retryAfterSeconds ?? 0) * 1_000);

    expect(refused?.retryAfterSeconds).toBeLessThanOrEqual(day / 1_000);
    expect(refused?.retryAfterSeconds).toBeGreaterThan(day / 2_000);
    expect((await take(ada.id, 1)).refused).toBeNull();
  });
});

describe('the files of a message', () => {
  const complete = anAttachment({ id: 'complete', ownerId: 'me', state: 'complete' });
  const wide = { ...complete, id: 'wide', width: 8, height: 6 };
  const attachments = new Map(
    [
      complete,
      wide,
      { ...complete, id: 'sent', state: 'sent' as const },
      { ...complete, id: 'pending', state: 'pending' as const },
      { ...complete, id: 'foreign', ownerId: 'you' },
    ].map((one) => [one.id, one]),
  );
  const take = (...ids: string[]) => takeOwn('me', ids)({ attachments } as never);
  const { filename, mime, sizeBytes } = complete;

  test('are the sender’s own completed ones, in their order', () => {
    expect(take('wide', 'complete')).toStrictEqual({
      ok: true,
      value: [
        { id: 'wide', filename, mime, sizeBytes, width: 8, height: 6 },
        { id: 'complete', filename, mime, sizeBytes },
      ],
    });
    expect(take()).toEqual({ ok: true, value: [] });
  });

  test('are accepted in order, or each invalid one is named', () => {
    const rules = {
      sent: 'was sent already',
      pending: 'is not complete',
      foreign: 'names no attachment of yours',
      unknown: 'names no attachment of yours',
    };
    expect(take('complete', ...Object.keys(rules))).toEqual({
      ok: false,
      code: 'invalid_attachment',
      detail: Object.values(rules)
        .map((rule, index) => `body.attachment_ids.${index + 1}: ${rule}`)
        .join('; '),
      errors: Object.values(rules).map((message, index) => ({
        path: `body.attachment_ids.${index + 1}`,
        message,
      })),
    });
  });
});
