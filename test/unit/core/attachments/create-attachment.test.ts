import { expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { makeGetStorage } from '#core/usecases/account/get-storage.ts';
import { makeCreateAttachment } from '#core/usecases/attachments/create-attachment.ts';
import { sweepAttachments } from '#functions/adapters/local/sqlite/attachment-store.ts';
import { fileRules } from '#test/support/builders.ts';
import { alwaysRoom, memoryBlobs } from '#test/support/memory-blobs.ts';
import { sqliteScene } from '#test/support/scenes/sqlite-scene.ts';

const setup = async () => {
  const scene = await sqliteScene();
  const { blobs } = memoryBlobs();
  const deps = {
    ...scene.stores,
    blobs,
    takesUploads: alwaysRoom,
    fileRules: fileRules({ storageBytes: 1_000 }),
  };
  const createAttachment = makeCreateAttachment(deps);
  const create = (sizeBytes: number) =>
    createAttachment(scene.caller, { filename: 'a.txt', mime: 'text/plain', sizeBytes });
  const counted = () => scene.db.get('SELECT count FROM counters')?.['count'];
  const storage = () => makeGetStorage(deps)(scene.caller);
  return { ...scene, deps, create, counted, storage };
};

test('uploads above the quota are refused, with usage and limit', async () => {
  const { create, counted, storage } = await setup();
  await create(900);

  const refused = await create(101);
  const fits = await create(100);

  expect(refused).toEqual({
    ok: false,
    code: 'storage_full',
    detail: 'Your storage limit is 0.001 MB: 0.001 MB are used, and this needs 0 MB.',
    storage: { used_bytes: 900, limit_bytes: 1_000 },
  });
  expect(fits.ok).toBe(true);
  // A refused one counts towards the day's uploads, so that refusals are limited.
  expect(counted()).toBe(3);
  expect(await storage()).toMatchObject({
    ok: true,
    value: { used_bytes: 1_000, limit_bytes: 1_000 },
  });
});

test('ten concurrent requests never exceed the quota', async () => {
  const { create, storage, counted } = await setup();

  const answers = await Promise.all(Array.from({ length: 10 }, () => create(300)));

  expect(answers.filter((answer) => answer.ok)).toHaveLength(3);
  expect(await storage()).toMatchObject({ value: { used_bytes: 900 } });
  expect(counted()).toBe(10);
});

test('an upload that is never sent counts until it has expired', async () => {
  const { db, clock, create, storage } = await setup();
  await create(1_000);
  const sweep = () => db.write(() => sweepAttachments(db, clock.now(), 100));

  clock.advance(24 * 60 * 60 * 1_000 - 1);
  await sweep();
  const before = await create(1);
  clock.advance(1);
  await sweep();
  const after = await create(1_000);

  expect([before.ok, after.ok]).toEqual([false, true]);
  expect(await storage()).toMatchObject({ value: { used_bytes: 1_000 } });
});

test.each([
  ['any', 'video/mp4', 100, null],
  ['any', 'application/octet-stream', 1_000, null],
  ['any', 'text/html', 100, ['body.mime', /^must be image/]],
  ['any', 'application/zip', 1_001, ['body.size_bytes', /^must be at most 1000$/]],
  ['strict', 'application/pdf', 100, null],
  ['strict', 'video/mp4', 100, ['body.mime', /^must be image.* or application\/zip$/]],
  ['strict', 'application/octet-stream', 100, ['body.mime', /^must be/]],
] as const)(
  'with types %s, %s of %d bytes breaks the rule %j',
  async (types, mime, sizeBytes, rule) => {
    const { deps, caller } = await setup();
    const rules = fileRules({ types, maxFileBytes: 1_000 });
    const create = makeCreateAttachment({ ...deps, fileRules: rules });

    const answer = await create(caller, { filename: 'a', mime, sizeBytes });

    if (rule === null) expect(answer.ok).toBe(true);
    else {
      const errors = [{ path: rule[0], message: expect.stringMatching(rule[1]) }];
      expect(answer).toMatchObject({ code: 'validation_failed', errors });
    }
  },
);

test.each(['text/plain', 'image/svg+xml'])(
  '%s has at most 10 MB, whatever the operator allows',
  async (mime) => {
    const { deps, caller } = await setup();
    const create = makeCreateAttachment({ ...deps, fileRules: fileRules({ maxFileBytes: 1e8 }) });

    const statuses = [0, 1].map(async (more) => {
      const sizeBytes = limits.attachment.checkedBytes + more;
      return (await create(caller, { filename: 'a', mime, sizeBytes })).ok;
    });

    expect(await Promise.all(statuses)).toEqual([true, false]);
  },
);

test('a user cannot read another’s storage, and an ended token is refused', async () => {
  const { deps, caller } = await setup();

  const answer = await makeGetStorage(deps)({ ...caller, tokenUse: 'id' });

  expect(answer).toMatchObject({ ok: false, code: 'unauthenticated' });
});
