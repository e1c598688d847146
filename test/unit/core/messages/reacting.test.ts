import { describe, expect, test } from 'vitest';
import { messageId } from '#core/domain/message-id.ts';
import { deleteMessage, openBetween, reactTo, send } from '#test/support/ports/actions.ts';
import { changingScene } from '#test/support/scenes/changing-scene.ts';

const blocked = { ok: false, code: 'blocked' };

describe('reacting', () => {
  test('shows the emoji on the message of either member, and emits it to both', async () => {
    const { react, caller, asBob, ada, bob, ownId, pushed, both } = await changingScene();
    const adas = { user_id: ada.id, emoji: '🎉' };
    const bobs = { user_id: bob.id, emoji: '👍' };

    const first = await react(asBob, { id: ownId, emoji: '👍' });
    const second = await react(caller, { id: ownId, emoji: '🎉' });

    expect(first).toMatchObject({ ok: true, value: { rev: 3, reactions: [bobs] } });
    expect(second).toMatchObject({ ok: true, value: { rev: 4, reactions: [bobs, adas] } });
    const eventsOf = (seq: number, reactions: object[]) =>
      both.map((userId) => ({
        userId,
        event: { type: 'message:update', seq, payload: { id: ownId, reactions } },
      }));
    expect(pushed).toMatchObject([...eventsOf(3, [bobs]), ...eventsOf(4, [bobs, adas])]);
  });

  test('replaces the emoji before in its place; the same emoji changes and emits nothing', async () => {
    const { react, caller, asBob, ada, bob, ownId, pushed } = await changingScene();
    await react(asBob, { id: ownId, emoji: '👍' });
    await react(caller, { id: ownId, emoji: '👍' });
    pushed.length = 0;

    const same = await react(asBob, { id: ownId, emoji: '👍' });
    expect(same).toMatchObject({ ok: true, value: { rev: 4 } });
    expect(pushed).toEqual([]);

    const other = await react(asBob, { id: ownId, emoji: '😮' });
    expect(other).toMatchObject({
      ok: true,
      value: {
        rev: 5,
        reactions: [
          { user_id: bob.id, emoji: '😮' },
          { user_id: ada.id, emoji: '👍' },
        ],
      },
    });
    expect(pushed).toHaveLength(2);
  });

  test('is refused across a block, in both directions', async () => {
    const { react, caller, asBob, ownId, stores, ada, bob, pushed } = await changingScene();
    await stores.blocks.block(ada.id, bob.id);

    expect(await react(asBob, { id: ownId, emoji: '👍' })).toMatchObject(blocked);
    expect(await react(caller, { id: ownId, emoji: '👍' })).toMatchObject(blocked);
    expect(pushed).toEqual([]);
  });

  test('is refused for a deleted message', async () => {
    const { react, asBob, own, ownId, stores } = await changingScene();
    await deleteMessage(stores, own);

    expect(await react(asBob, { id: ownId, emoji: '👍' })).toEqual({
      ok: false,
      code: 'message_deleted',
      detail: 'The message has been deleted.',
    });
  });

  test('to a note to oneself emits it once', async () => {
    const { react, caller, ada, stores, pushed } = await changingScene();
    const notes = await openBetween(stores, ada, ada);
    await send(stores, notes.id, { senderId: ada.id });

    const id = messageId(notes.id, 1);
    expect(await react(caller, { id, emoji: '👍' })).toMatchObject({ ok: true });
    expect(pushed).toMatchObject([{ userId: ada.id }]);
  });
});

describe('removing a reaction', () => {
  test('removes only the own one, and emits that to both', async () => {
    const { unreact, caller, ada, bob, own, ownId, stores, pushed, both } = await changingScene();
    await reactTo(stores, own, ada.id, '👍');
    await reactTo(stores, own, bob.id, '👍');

    const reactions = [{ user_id: bob.id, emoji: '👍' }];
    expect(await unreact(caller, ownId)).toMatchObject({ ok: true, value: { rev: 5, reactions } });
    expect(pushed).toMatchObject(
      both.map((userId) => ({
        userId,
        event: { type: 'message:update', seq: 5, payload: { reactions } },
      })),
    );
  });

  test('changes nothing without a reaction, also on a deleted message', async () => {
    const { unreact, caller, own, ownId, stores, pushed } = await changingScene();

    expect(await unreact(caller, ownId)).toMatchObject({ ok: true, value: { rev: 2 } });
    await deleteMessage(stores, own);
    expect(await unreact(caller, ownId)).toMatchObject({ ok: true, value: { rev: 3 } });
    expect(pushed).toEqual([]);
  });

  test('is possible despite a block, and is emitted to the own devices only', async () => {
    const { unreact, asBob, ada, bob, own, ownId, stores, pushed } = await changingScene();
    await reactTo(stores, own, bob.id, '👍');
    await stores.blocks.block(ada.id, bob.id);

    expect(await unreact(asBob, ownId)).toMatchObject({ ok: true, value: { reactions: [] } });
    expect(pushed).toMatchObject([{ userId: bob.id, event: { type: 'message:update' } }]);
  });
});
