import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { messageId } from '#core/domain/message-id.ts';
import { attachTo, openBetween, readUpTo, send as store } from '#test/support/ports/actions.ts';
import { refusals } from '#test/support/scenes/refusals.ts';
import { sendingScene } from '#test/support/scenes/sending-scene.ts';

const { noConversation, noUser, blocked, noReply } = refusals;

const unauthenticated = { ok: false, code: 'unauthenticated' };

describe('sending in a conversation', () => {
  test('stores the message and emits it to both', async () => {
    const { send, pushed, both, ada, bob, conversation } = await sendingScene();

    const sent = await send({ content: 'Hello.', clientId: 'client' });

    expect(sent).toMatchObject({
      ok: true,
      value: {
        created: true,
        message: {
          id: messageId(conversation.id, 1),
          sender_id: ada.id,
          receiver_id: bob.id,
          content: 'Hello.',
          reply_to_id: null,
          client_id: 'client',
          is_read: false,
        },
      },
    });
    expect(pushed).toMatchObject(
      both.map((userId) => ({ userId, event: { type: 'message:new', seq: 1, ver: 2 } })),
    );
  });

  test('makes presence visible with the first answer only', async () => {
    const { sending, send, asBob, ada, bob, conversation, emitted, pushed, both } =
      await sendingScene();
    const answer = () => sending.inConversation(asBob, conversation.id, { content: 'Hi.' });
    await send();
    pushed.length = 0;

    await answer();
    expect(emitted()).toEqual([
      ...both.map((id) => [id, 'message:new']),
      [ada.id, 'presence:update'],
      [bob.id, 'presence:update'],
    ]);
    pushed.length = 0;
    await answer();
    expect(emitted()).toEqual(both.map((id) => [id, 'message:new']));
  });

  test('emits no presence if one of the two hides it', async () => {
    const { sending, send, asBob, conversation, emitted, pushed, both, stores, bob, clock } =
      await sendingScene();
    await stores.users.update(bob.id, { privacy: { presence: false } }, clock.now());
    await send();
    pushed.length = 0;

    await sending.inConversation(asBob, conversation.id, { content: 'Hi.' });

    expect(emitted()).toEqual(both.map((id) => [id, 'message:new']));
  });

  test('to oneself makes one read message, emitted once', async () => {
    const { sending, caller, ada, stores, emitted } = await sendingScene();
    const notes = await openBetween(stores, ada, ada);

    expect(await sending.inConversation(caller, notes.id, { content: 'Note.' })).toMatchObject({
      ok: true,
      value: { message: { is_read: true } },
    });
    expect(emitted()).toEqual([[ada.id, 'message:new']]);
  });

  test('again with the same client id finds the first message, and emits it again', async () => {
    const { send, pushed, stores, conversation, bob, both } = await sendingScene();
    await send({ content: 'Hello.', clientId: 'client' });
    await store(stores, conversation.id, { senderId: bob.id });
    await readUpTo(stores, conversation.id, bob.id, 1);
    pushed.length = 0;

    expect(await send({ content: 'Hello.', clientId: 'client' })).toMatchObject({
      ok: true,
      value: { created: false, message: { seq: 1, is_read: true } },
    });
    expect(pushed).toMatchObject(
      both.map((userId) => ({ userId, event: { type: 'message:new', seq: 1 } })),
    );
    expect((await stores.conversations.get(conversation.id))?.seq).toBe(2);
  });

  test.each([
    ['another text', { content: 'Else.' }],
    ['a reply', { content: 'Hello.', replyToId: 'reply' }],
    ['a file', { content: 'Hello.', attachmentIds: ['file'] }],
    ['bytes', { content: 'Hello.', fileHashes: ['hash'] }],
    ['no text', {}],
  ])('is refused for %s with a used client id', async (_what, request) => {
    const { send } = await sendingScene();
    await send({ content: 'Hello.', clientId: 'client' });

    expect(await send({ ...request, clientId: 'client' })).toEqual({
      ok: false,
      code: 'client_id_reused',
      detail: 'client_id was used for another request.',
    });
  });

  test.each([
    ['a text', { content: 'a' }, ['a', null]],
    ['files that came along', { content: 'a', fileHashes: ['h'] }, ['a', null, ['h']]],
  ])('stores a stable hash of %s', async (_what, request, parts) => {
    const { send, guard } = await sendingScene();

    await send({ ...request, clientId: 'client' });

    expect(guard()).toBe(createHash('sha256').update(JSON.stringify(parts)).digest('base64url'));
  });

  test('attaches own files', async () => {
    const { send, stores, ada, guard } = await sendingScene();
    const [file] = await attachTo(stores, ada, 'a.png');
    const attachmentIds = [file?.id ?? ''];

    expect(await send({ attachmentIds })).toMatchObject({
      ok: true,
      value: { message: { content: null, attachments: [{ id: file?.id, filename: 'a.png' }] } },
    });
    const parts = [null, null, attachmentIds];
    expect(guard()).toBe(createHash('sha256').update(JSON.stringify(parts)).digest('base64url'));
    expect(await send({ attachmentIds })).toMatchObject({ ok: false, code: 'invalid_attachment' });
  });

  test('can answer a message of the conversation, and no other', async () => {
    const { send, conversation, stores, ada, pushed, another } = await sendingScene();
    const other = await openBetween(stores, ada, await another());
    for (const { id } of [conversation, other]) await store(stores, id, { senderId: ada.id });
    const replyToId = messageId(conversation.id, 1);

    expect(await send({ content: 'a', replyToId })).toMatchObject({
      ok: true,
      value: { message: { reply_to_id: replyToId } },
    });
    pushed.length = 0;
    for (const id of ['no id', messageId(conversation.id, 9), messageId(other.id, 1)]) {
      expect(await send({ content: 'a', replyToId: id })).toEqual(noReply);
    }
    expect(pushed).toEqual([]);
  });

  test('is refused across a block, to a deactivated user, and in an unknown or foreign conversation', async () => {
    const { send, sending, caller, dead, stores, ada, bob, conversation, pushed, another, clock } =
      await sendingScene();
    const foreign = await openBetween(stores, bob, await another());
    const within = (by: typeof caller, id: string) =>
      sending.inConversation(by, id, { content: 'a' });

    expect(await within(caller, foreign.id)).toEqual(noConversation);
    expect(await within(caller, 'nothing')).toEqual(noConversation);
    expect(await within(dead, foreign.id)).toMatchObject(unauthenticated);
    expect(await within(dead, conversation.id)).toMatchObject(unauthenticated);
    await stores.blocks.block(bob.id, ada.id);
    expect(await send()).toEqual(blocked);
    await stores.blocks.unblock(bob.id, ada.id);
    await stores.users.deactivate(bob.id, clock.now());
    expect(await send()).toEqual(noUser);
    expect(pushed).toEqual([]);
  });
});
