import { describe, expect, test } from 'vitest';
import { messageId } from '#core/domain/message-id.ts';
import { deleteMessage, openBetween, readMessage, send } from '#test/support/ports/actions.ts';
import { set } from '#test/support/ports/expiring.ts';
import { changingScene } from '#test/support/scenes/changing-scene.ts';
import { refusals } from '#test/support/scenes/refusals.ts';

const { noMessage: missing, notAuthor } = refusals;

describe('deleting', () => {
  test('leaves a placeholder and emits it to both', async () => {
    const { remove, caller, ownId, pushed, both, ada, bob, stored } = await changingScene();

    expect(await remove(caller, { id: ownId, onlyUnread: false })).toEqual({
      ok: true,
      value: null,
    });

    const hidden = { online: false, last_seen: null };
    expect(pushed).toMatchObject([
      ...both.map((userId) => ({
        userId,
        event: { type: 'message:delete', seq: 3, payload: { content: null } },
      })),
      {
        userId: bob.id,
        event: { type: 'presence:update', payload: { user_id: ada.id, ...hidden } },
      },
      {
        userId: ada.id,
        event: { type: 'presence:update', payload: { user_id: bob.id, ...hidden } },
      },
    ]);
    expect(await stored(2)).toMatchObject({ content: null });
  });

  test('keeps presence if the author has other messages', async () => {
    const { remove, caller, ownId, stores, conversation, ada, emitted, both } =
      await changingScene();
    await send(stores, conversation.id, { senderId: ada.id });

    await remove(caller, { id: ownId, onlyUnread: false });

    expect(emitted()).toEqual(both.map((id) => [id, 'message:delete']));
  });

  test('keeps presence if the peer has written nothing, or across a block', async () => {
    const { remove, caller, ownId, stores, theirs, emitted, both } = await changingScene();
    await deleteMessage(stores, theirs);
    await remove(caller, { id: ownId, onlyUnread: false });
    expect(emitted()).toEqual(both.map((id) => [id, 'message:delete']));

    const apart = await changingScene();
    await apart.stores.blocks.block(apart.bob.id, apart.ada.id);
    await apart.remove(apart.caller, { id: apart.ownId, onlyUnread: false });
    expect(apart.emitted()).toEqual([[apart.ada.id, 'message:delete']]);
  });

  test('hides presence if all messages of the peer have expired, and keeps it if one of the author has', async () => {
    for (const [expired, types] of [
      ['bob', ['message:delete', 'message:delete', 'presence:update', 'presence:update']],
      ['ada', ['message:delete', 'message:delete']],
    ] as const) {
      const scene = await changingScene();
      const { remove, caller, ownId, stores, conversation, emitted, clock } = scene;
      const day = 86_400 as const;
      await set(stores, conversation.id, scene[expired].id, day);
      await send(stores, conversation.id, { senderId: scene[expired].id });
      if (expired === 'bob') await deleteMessage(stores, scene.theirs);
      clock.advance(day * 1_000);

      await remove(caller, { id: ownId, onlyUnread: false });

      expect(emitted().map(([, type]) => type)).toEqual(types);
    }
  });

  test('keeps presence for a note to oneself', async () => {
    const { remove, caller, ada, stores, emitted } = await changingScene();
    const notes = await openBetween(stores, ada, ada);
    await send(stores, notes.id, { senderId: ada.id });

    await remove(caller, { id: messageId(notes.id, 1), onlyUnread: false });

    expect(emitted()).toEqual([[ada.id, 'message:delete']]);
  });

  test('is allowed for the author, once', async () => {
    const { remove, caller, ownId, theirsId, pushed } = await changingScene();

    expect(await remove(caller, { id: theirsId, onlyUnread: false })).toEqual(notAuthor);
    expect(pushed).toEqual([]);
    await remove(caller, { id: ownId, onlyUnread: false });
    expect(await remove(caller, { id: ownId, onlyUnread: false })).toEqual(missing);
  });

  test('with only_unread refuses a message that was read', async () => {
    const { remove, caller, own, ownId, stores } = await changingScene();
    await readMessage(stores, own);

    expect(await remove(caller, { id: ownId, onlyUnread: true })).toEqual({
      ok: false,
      code: 'message_read',
      detail: 'The message has been read.',
    });
    expect(await remove(caller, { id: ownId, onlyUnread: false })).toMatchObject({ ok: true });
    const unread = await changingScene();
    const gone = await unread.remove(unread.caller, { id: unread.ownId, onlyUnread: true });
    expect(gone).toMatchObject({ ok: true });
  });
});
