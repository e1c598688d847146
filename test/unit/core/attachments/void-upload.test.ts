import { describe, expect, test } from 'vitest';
import { pendingKey, storedKey } from '#core/domain/attachment.ts';
import { aCaller } from '#test/support/builders.ts';
import { png, text } from '#test/support/files.ts';
import { uploadScene } from '#test/support/scenes/upload-scene.ts';

test('an expired upload is not found', async () => {
  const { complete, caller, pending, clock } = await uploadScene();
  clock.advance(pending.expiresAt - clock.now());

  expect(await complete(caller, pending.id)).toMatchObject({ code: 'attachment_not_found' });
});

test('the bytes of a refused upload are removed under both keys', async () => {
  const { complete, caller, pending, uploaded, db } = await uploadScene();
  uploaded(pendingKey(pending.id), text('x'.repeat(pending.sizeBytes)));

  const completed = await complete(caller, pending.id);

  expect(completed).toMatchObject({ ok: false, code: 'invalid_upload' });
  const removals = db.all('SELECT key FROM blob_removals ORDER BY key').map(({ key }) => key);
  expect(removals).toEqual([storedKey(pending.id), pendingKey(pending.id)]);
});

describe('an upload is refused and deleted', () => {
  const pathOf = async (
    change: (scene: Awaited<ReturnType<typeof uploadScene>>) => Promise<void> | void,
  ) => {
    const scene = await uploadScene();
    await change(scene);
    const completed = await scene.complete(scene.caller, scene.pending.id);
    if (completed.ok) throw new Error('it was taken');
    const { code, detail, errors } = completed;
    return { code, detail, errors, stored: await scene.stored() };
  };
  const refusal = (path: string, message: string) => ({
    code: 'invalid_upload',
    detail: `${path}: ${message}`,
    errors: [{ path, message }],
    stored: null,
  });

  test('if there are no bytes', async () => {
    expect(await pathOf(({ blobs, pending }) => blobs.remove([pendingKey(pending.id)]))).toEqual(
      refusal('upload', 'was not found: send the bytes first'),
    );
  });

  test('if the bytes differ from the announcement', async () => {
    const size = png().length;
    expect(
      await pathOf(({ uploaded, pending }) => uploaded(pendingKey(pending.id), new Uint8Array(3))),
    ).toEqual(refusal('upload', `must have ${size} bytes as announced, has 3`));
    expect(
      await pathOf(({ uploaded, pending }) =>
        uploaded(pendingKey(pending.id), text('x'.repeat(size))),
      ),
    ).toEqual(refusal('upload', 'must be image/png by its bytes'));
  });

  test('if its name does not fit the type', async () => {
    const found = await pathOf(async ({ db, pending }) => {
      db.run('UPDATE attachments SET filename = ? WHERE id = ?', 'a.jpg', pending.id);
    });
    expect(found).toEqual(refusal('filename', 'must have an ending of its type, or none'));
  });
});

test('only the owner can complete an upload, with a valid token', async () => {
  const { complete, caller, bob, pending, stored } = await uploadScene();
  const missing = {
    ok: false,
    code: 'attachment_not_found',
    detail: 'There is no such attachment.',
  };

  expect(await complete(aCaller({ userId: bob.id }), pending.id)).toEqual(missing);
  expect(await complete(caller, 'unknown')).toEqual(missing);
  expect(await complete({ ...caller, issuedAt: -1 }, pending.id)).toMatchObject({
    code: 'unauthenticated',
  });
  expect(await stored()).toMatchObject({ state: 'pending' });
});
