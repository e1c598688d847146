import { expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { pendingKey, storedKey } from '#core/domain/attachment.ts';
import { makeCompleteAttachment } from '#core/usecases/attachments/complete-attachment.ts';
import { fileInspector } from '#functions/adapters/file-inspector.ts';
import { anAttachment, unlimited } from '#test/support/builders.ts';
import { png, text } from '#test/support/files.ts';
import { memoryBlobs } from '#test/support/memory-blobs.ts';
import { uploadScene } from '#test/support/scenes/upload-scene.ts';

test('the checked bytes are copied to the key that is served', async () => {
  const { complete, caller, pending, blobs, bytes, stored } = await uploadScene();

  const completed = await complete(caller, pending.id);

  expect(completed).toMatchObject({ ok: true, value: { id: pending.id, width: 2, height: 3 } });
  expect((await blobs.read(storedKey(pending.id)))?.bytes).toEqual(bytes);
  expect(await stored()).toMatchObject({ state: 'complete', expiresAt: pending.expiresAt });
});

test('an upload that is replaced between the check and the copy is refused and deleted', async () => {
  const scene = await uploadScene();
  const { caller, pending, blobs, uploaded, stored } = scene;
  const complete = makeCompleteAttachment({
    ...scene.stores,
    blobs,
    inspector: {
      inspect: async (bytes, mime) => {
        const found = await fileInspector.inspect(bytes, mime);
        uploaded(pendingKey(pending.id), text('x'.repeat(pending.sizeBytes)));
        return found;
      },
    },
  });

  const completed = await complete(caller, pending.id);

  expect(completed).toMatchObject({
    ok: false,
    code: 'invalid_upload',
    errors: [{ path: 'upload', message: 'must not change while it is checked' }],
  });
  expect(await blobs.read(storedKey(pending.id))).toBeNull();
  expect(await stored()).toBeNull();
});

test('a call returns the result of another one that has completed the upload meanwhile', async () => {
  const scene = await uploadScene();
  const { caller, pending, blobs, stored } = scene;
  const first = makeCompleteAttachment({ ...scene.stores, blobs, inspector: fileInspector });
  const second = makeCompleteAttachment({
    ...scene.stores,
    blobs: {
      ...blobs,
      // It has read the attachment as pending before the first one finished.
      read: async (key) => {
        await first(caller, pending.id);
        await blobs.remove([key]);
        return blobs.read(key);
      },
    },
    inspector: fileInspector,
  });

  const completed = await second(caller, pending.id);

  expect(completed).toMatchObject({ ok: true, value: { id: pending.id } });
  expect(await stored()).toMatchObject({ state: 'complete' });
});

test('an upload that expires while it is checked leaves no bytes behind', async () => {
  const scene = await uploadScene();
  const { caller, pending, blobs, clock, keys } = scene;
  const complete = makeCompleteAttachment({
    ...scene.stores,
    blobs: {
      ...blobs,
      copy: async (copy) => {
        clock.advance(pending.expiresAt - clock.now());
        return blobs.copy(copy);
      },
    },
    inspector: fileInspector,
  });

  const completed = await complete(caller, pending.id);

  expect(completed).toMatchObject({ ok: false, code: 'attachment_not_found' });
  expect(keys()).not.toContain(storedKey(pending.id));
});

test('a limited number of uploads is in memory at a time', async () => {
  const memory = memoryBlobs();
  let [inside, most] = [0, 0];
  const copied: (() => void)[] = [];
  const { complete, caller, ada, stores, uploaded } = await uploadScene({
    read: async (key) => {
      most = Math.max(most, ++inside);
      return memory.blobs.read(key);
    },
    copy: async (copy) => {
      await new Promise<void>((resolve) => copied.push(resolve));
      inside--;
      return memory.blobs.copy(copy);
    },
  });
  const many = Array.from({ length: 3 * limits.attachment.checksAtOnce }, () =>
    anAttachment({ ownerId: ada.id, sizeBytes: png().length }),
  );
  for (const one of many) {
    await stores.attachments.put([one], unlimited);
    for (const put of [uploaded, memory.uploaded]) put(pendingKey(one.id), png());
  }

  const completing = Promise.all(many.map(({ id }) => complete(caller, id)));
  let done = false;
  void completing.then(() => {
    done = true;
  });
  while (!done) {
    copied.shift()?.();
    await new Promise(setImmediate);
  }

  expect((await completing).every(({ ok }) => ok)).toBe(true);
  expect(most).toBe(limits.attachment.checksAtOnce);
});

test('a repeated call is no error, and reads no bytes', async () => {
  const scene = await uploadScene();
  const { caller, pending, blobs } = scene;
  let reads = 0;
  const read = (key: string) => {
    reads++;
    return blobs.read(key);
  };
  const complete = makeCompleteAttachment({
    ...scene.stores,
    blobs: { ...blobs, read },
    inspector: fileInspector,
  });
  const first = await complete(caller, pending.id);
  await blobs.remove([pendingKey(pending.id), storedKey(pending.id)]);

  expect(await complete(caller, pending.id)).toEqual(first);
  expect(reads).toBe(1);
});

test('the later of two concurrent calls finds the upload complete, and keeps its bytes', async () => {
  const scene = await uploadScene();
  const { caller, pending, blobs, keys, stored } = scene;
  const first = makeCompleteAttachment({ ...scene.stores, blobs, inspector: fileInspector });
  const second = makeCompleteAttachment({
    ...scene.stores,
    blobs: {
      ...blobs,
      copy: async (copy) => {
        const isCopied = await blobs.copy(copy);
        await first(caller, pending.id);
        return isCopied;
      },
    },
    inspector: fileInspector,
  });

  expect(await second(caller, pending.id)).toMatchObject({ ok: true, value: { width: 2 } });
  expect(await stored()).toMatchObject({ state: 'complete' });
  expect(keys()).toContain(storedKey(pending.id));
});
