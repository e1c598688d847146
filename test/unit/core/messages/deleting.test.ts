import { describe, expect, test } from 'vitest';
import { messageId } from '#core/domain/message-id.ts';
import {
  makeDeleteMessage,
  makeEditMessage,
  makeReadMessage,
} from '#core/usecases/messages/change-message.ts';
import { aCaller } from '#test/support/builders.ts';
import { coreScene } from '#test/support/core-scene.ts';
import { deleteMessage, openBetween, readMessage, send } from '#test/support/ports/actions.ts';

const missing = { ok: false, code: 'message_not_found', detail: 'There is no such message.' };
const notAuthor = {
  ok: false,
  code: 'not_author',
  detail: 'Only the author of the message may do this.',
};

/** Bob wrote the first message and Ada the second. */
const setup = async () => {
  const scene = await coreScene();
  const { deps, stores, ada, bob, conversation, caller, another, clock } = scene;
  const { message: theirs } = await send(stores, conversation.id, { senderId: bob.id });
  const { message: own } = await send(stores, conversation.id, { senderId: ada.id });
  const cem = await another();
  const idOf = (seq: number) => messageId(conversation.id, seq);
  clock.advance(1_000);
  return {
    ...scene,
    theirs,
    own,
    ownId: idOf(2),
    theirsId: idOf(1),
    stored: (seq: number) => stores.conversations.getMessage(conversation.id, seq),
    asBob: aCaller({ userId: bob.id }),
    stranger: aCaller({ userId: cem.id }),
    dead: { ...caller, issuedAt: -1 },
    edit: makeEditMessage(deps),
    remove: makeDeleteMessage(deps),
    read: makeReadMessage(deps),
    both: [ada.id, bob.id].sort(),
  };
};

describe('deleting', () => {
  test('leaves a placeholder and emits it to both', async () => {
    const { remove, caller, ownId, heard, both, ada, bob, stored } = await setup();

    expect(await remove(caller, { id: ownId, onlyUnread: false })).toEqual({
      ok: true,
      value: null,
    });

    const hidden = { online: false, last_seen: null };
    expect(heard).toMatchObject([
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

  test('of one of several ends nothing', async () => {
    const { remove, caller, ownId, stores, conversation, ada, told, both } = await setup();
    await send(stores, conversation.id, { senderId: ada.id });

    await remove(caller, { id: ownId, onlyUnread: false });

    expect(told()).toEqual(both.map((id) => [id, 'message:delete']));
  });

  test('where the other has written nothing, or past a block, ends nothing', async () => {
    const { remove, caller, ownId, stores, theirs, told, both } = await setup();
    await deleteMessage(stores, theirs);
    await remove(caller, { id: ownId, onlyUnread: false });
    expect(told()).toEqual(both.map((id) => [id, 'message:delete']));

    const apart = await setup();
    await apart.stores.blocks.block(apart.bob.id, apart.ada.id);
    await apart.remove(apart.caller, { id: apart.ownId, onlyUnread: false });
    expect(apart.told()).toEqual([[apart.ada.id, 'message:delete']]);
  });

  test('of a note to oneself ends nothing', async () => {
    const { remove, caller, ada, stores, told } = await setup();
    const notes = await openBetween(stores, ada, ada);
    await send(stores, notes.id, { senderId: ada.id });

    await remove(caller, { id: messageId(notes.id, 1), onlyUnread: false });

    expect(told()).toEqual([[ada.id, 'message:delete']]);
  });

  test('is for the author, once', async () => {
    const { remove, caller, ownId, theirsId, heard } = await setup();

    expect(await remove(caller, { id: theirsId, onlyUnread: false })).toEqual(notAuthor);
    expect(heard).toEqual([]);
    await remove(caller, { id: ownId, onlyUnread: false });
    expect(await remove(caller, { id: ownId, onlyUnread: false })).toEqual(missing);
  });

  test('of only what is unread leaves a message that was read', async () => {
    const { remove, caller, own, ownId, stores } = await setup();
    await readMessage(stores, own);

    expect(await remove(caller, { id: ownId, onlyUnread: true })).toEqual({
      ok: false,
      code: 'message_read',
      detail: 'The message has been read.',
    });
    expect(await remove(caller, { id: ownId, onlyUnread: false })).toMatchObject({ ok: true });
    const unread = await setup();
    const gone = await unread.remove(unread.caller, { id: unread.ownId, onlyUnread: true });
    expect(gone).toMatchObject({ ok: true });
  });
});
