import { describe, expect, test } from 'vitest';
import { messageId } from '#core/domain/message-id.ts';
import {
  makeDeleteMessage,
  makeEditMessage,
  makeReadMessage,
} from '#core/usecases/messages/change-message.ts';
import { aCaller } from '#test/support/builders.ts';
import { coreScene } from '#test/support/core-scene.ts';
import { deleteMessage, send } from '#test/support/ports/actions.ts';

const missing = { ok: false, code: 'message_not_found', detail: 'There is no such message.' };

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
describe('reading one message', () => {
  test('is emitted to both', async () => {
    const { read, caller, ada, theirsId, heard, both, conversation } = await setup();

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
    expect(heard).toEqual(both.map((userId) => ({ userId, event })));
  });

  test('a repeat emits nothing', async () => {
    const { read, caller, theirsId, heard } = await setup();
    await read(caller, theirsId);
    heard.length = 0;

    expect(await read(caller, theirsId)).toMatchObject({ ok: true, value: { is_read: true } });
    expect(heard).toEqual([]);
  });

  test('is emitted to the own devices only if receipts are hidden', async () => {
    const { read, caller, theirsId, heard, ada, bob, stores } = await setup();
    await stores.blocks.block(bob.id, ada.id);

    await read(caller, theirsId);

    expect(heard.map(({ userId }) => userId)).toEqual([ada.id]);
  });

  test('is for the receiver of a message that is still there', async () => {
    const { read, caller, ownId, theirs, theirsId, stores, heard } = await setup();

    expect(await read(caller, ownId)).toEqual(missing);
    await deleteMessage(stores, theirs);
    expect(await read(caller, theirsId)).toEqual(missing);
    expect(heard).toEqual([]);
  });
});
