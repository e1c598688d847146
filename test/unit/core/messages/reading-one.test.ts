import { describe, expect, test } from 'vitest';
import { deleteMessage } from '#test/support/ports/actions.ts';
import { changingScene } from '#test/support/scenes/changing-scene.ts';
import { refusals } from '#test/support/scenes/refusals.ts';

const { noMessage: missing } = refusals;

describe('reading one message', () => {
  test('is emitted to both', async () => {
    const { read, caller, ada, theirsId, pushed, both, conversation } = await changingScene();

    expect(await read(caller, theirsId)).toMatchObject({
      ok: true,
      value: { id: theirsId, is_read: true, read_at: '2026-01-02T03:04:06.678Z' },
    });

    const event = {
      type: 'message:read',
      conversation_id: conversation.id,
      seq: 3,
      ver: 4,
      payload: { user_id: ada.id, message_id: theirsId, seq: 1 },
    };
    expect(pushed).toEqual(both.map((userId) => ({ userId, event })));
  });

  test('emits nothing the second time', async () => {
    const { read, caller, theirsId, pushed } = await changingScene();
    await read(caller, theirsId);
    pushed.length = 0;

    expect(await read(caller, theirsId)).toMatchObject({ ok: true, value: { is_read: true } });
    expect(pushed).toEqual([]);
  });

  test('is emitted to the reader’s devices only if receipts are hidden', async () => {
    const { read, caller, theirsId, pushed, ada, bob, stores } = await changingScene();
    await stores.blocks.block(bob.id, ada.id);

    await read(caller, theirsId);

    expect(pushed.map(({ userId }) => userId)).toEqual([ada.id]);
  });

  test('is for the receiver of an undeleted message', async () => {
    const { read, caller, ownId, theirs, theirsId, stores, pushed } = await changingScene();

    expect(await read(caller, ownId)).toEqual(missing);
    await deleteMessage(stores, theirs);
    expect(await read(caller, theirsId)).toEqual(missing);
    expect(pushed).toEqual([]);
  });
});
