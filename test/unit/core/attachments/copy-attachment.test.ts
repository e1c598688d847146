import { expect, test } from 'vitest';
import { storedKey } from '#core/domain/attachment.ts';
import { makeCopyAttachment } from '#core/usecases/attachments/copy-attachment.ts';
import { sweepAttachments } from '#functions/adapters/local/sqlite/attachment-store.ts';
import { removeDue } from '#functions/adapters/local/sqlite/blob-removals.ts';
import { anAttachment, fileRules } from '#test/support/builders.ts';
import { alwaysRoom, memoryBlobs } from '#test/support/memory-blobs.ts';
import { sqliteScene } from '#test/support/scenes/sqlite-scene.ts';

const dayMs = 86_400_000;
const clientId = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** A file of the caller that is not sent, and that expires later than its copies. */
const setup = async () => {
  const { db, clock, stores, caller } = await sqliteScene();
  const { blobs, uploaded, keys } = memoryBlobs();
  const expiresAt = clock.now() + 30 * dayMs;
  const source = anAttachment({ ownerId: caller.userId, state: 'complete', expiresAt });
  await stores.attachments.put([source], 1_000_000);
  uploaded(storedKey(source.id), new Uint8Array(source.sizeBytes));
  const deps = { ...stores, blobs, takesUploads: alwaysRoom, fileRules: fileRules() };
  const copyAttachment = makeCopyAttachment(deps);
  const copy = async () => {
    const answer = await copyAttachment(caller, { id: source.id, clientId });
    if (!answer.ok) throw new Error(answer.code);
    return answer.value.id;
  };
  const sweep = () => db.write(() => sweepAttachments(db, clock.now(), 100));
  const removeBytes = () => removeDue(db, clock.now(), (key) => blobs.remove([key]));
  return { clock, stores, copy, sweep, removeBytes, keys };
};

test('who was offline for days after a copy gets another one, which is the same from then on', async () => {
  const { clock, stores, copy } = await setup();
  const first = await copy();
  clock.advance(dayMs);

  const second = await copy();

  expect(second).not.toBe(first);
  expect(await copy()).toBe(second);
  expect(await stores.attachments.get(second)).toMatchObject({ state: 'complete' });
});

test('the removal of an expired copy takes no bytes of the next one', async () => {
  const { clock, copy, sweep, removeBytes, keys } = await setup();
  await copy();
  clock.advance(dayMs);
  await sweep();

  const second = await copy();
  await removeBytes();

  expect(keys()).toContain(storedKey(second));
});
