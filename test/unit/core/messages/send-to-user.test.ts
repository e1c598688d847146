import { describe, expect, test } from 'vitest';
import { messageId } from '#core/domain/message-id.ts';
import { decideSend } from '#core/shared/send-decision.ts';
import { makeSendMessage } from '#core/usecases/messages/send-message.ts';
import { aRegistration } from '#test/support/builders.ts';
import { overriding } from '#test/support/overriding.ts';
import { refusals } from '#test/support/scenes/refusals.ts';
import { sendingScene } from '#test/support/scenes/sending-scene.ts';

const { noConversation, noUser, blocked, noReply } = refusals;

const unauthenticated = { ok: false, code: 'unauthenticated' };

describe('sending to a user', () => {
  const toOf = async () => {
    const scene = await sendingScene();
    const cem = await scene.another();
    const to = (id: string, by = scene.caller) => scene.sending.toUser(by, id, { content: 'a' });
    return { ...scene, cem, to };
  };

  test('opens the conversation once, and emits it to both first', async () => {
    const { to, cem, ada, emitted, pushed, stores } = await toOf();

    expect(await to(cem.id)).toMatchObject({
      ok: true,
      value: { created: true, message: { seq: 1, receiver_id: cem.id } },
    });
    const both = [ada.id, cem.id].sort();
    expect(emitted()).toEqual([
      [ada.id, 'conversation:new'],
      [cem.id, 'conversation:new'],
      ...both.map((id) => [id, 'message:new']),
    ]);
    pushed.length = 0;
    expect(await to(cem.id)).toMatchObject({ ok: true, value: { message: { seq: 2 } } });
    expect(emitted()).toEqual(both.map((id) => [id, 'message:new']));
    expect(await stores.conversations.listIds(cem.id)).toHaveLength(1);
  });

  test('can answer a message of an existing conversation', async () => {
    const { sending, caller, bob, conversation } = await toOf();
    const first = await sending.toUser(caller, bob.id, { content: 'Hello?' });
    const replyToId = messageId(conversation.id, 1);

    expect(first).toMatchObject({ ok: true, value: { message: { id: replyToId } } });
    expect(
      await sending.toUser(caller, bob.id, { content: 'Are you there?', replyToId }),
    ).toMatchObject({ ok: true, value: { message: { reply_to_id: replyToId } } });
  });

  test('emits no conversation that a concurrent call has just opened', async () => {
    const { deps, stores, caller, bob, emitted, both } = await toOf();
    const conversations = overriding(stores.conversations, { findByPair: async () => null });
    const sending = makeSendMessage({ ...deps, conversations });

    expect(await sending.toUser(caller, bob.id, { content: 'a' })).toMatchObject({ ok: true });
    expect(emitted()).toEqual(both.map((id) => [id, 'message:new']));
  });

  test('opens no conversation if it is refused', async () => {
    const { to, cem, ada, stores, dead, pushed } = await toOf();
    const half = aRegistration();
    await stores.users.claim(half);
    await stores.blocks.block(cem.id, ada.id);

    expect(await to(cem.id)).toEqual(blocked);
    expect(await to(cem.id, dead)).toMatchObject(unauthenticated);
    expect(await to('nobody')).toEqual(noUser);
    expect(await to(half.id)).toEqual(noUser);
    expect(await stores.conversations.listIds(cem.id)).toEqual([]);
    expect(pushed).toEqual([]);
  });

  test('emits nothing if it is refused in an existing conversation', async () => {
    const { deps, caller, bob, ada, stores } = await toOf();
    await stores.blocks.block(bob.id, ada.id);
    const pushes: unknown[] = [];
    const sending = makeSendMessage({ ...deps, push: async (all) => void pushes.push(all) });

    expect(await sending.toUser(caller, bob.id, { content: 'a' })).toEqual(blocked);
    expect(pushes).toEqual([]);
  });
});

describe('a dry run', () => {
  const dryRunOf = async () => {
    const scene = await sendingScene();
    const dryRun = (request = {}, id = scene.conversation.id, by = scene.caller) =>
      scene.sending.dryRun(by, id, { content: 'a', clientId: 'client', ...request });
    return { ...scene, dryRun };
  };

  test('returns, writes and emits nothing', async () => {
    const { dryRun, pushed, stores, conversation } = await dryRunOf();

    expect(await dryRun({ attachmentIds: ['to come'] })).toBeNull();
    expect(pushed).toEqual([]);
    expect(await stores.conversations.get(conversation.id)).toEqual(conversation);
  });

  test('of a repeat returns the first message, and emits it again', async () => {
    const { dryRun, send, pushed } = await dryRunOf();
    await send({ content: 'a', clientId: 'client' });
    pushed.length = 0;

    expect(await dryRun()).toMatchObject({ ok: true, value: { created: false } });
    expect(pushed).toHaveLength(2);
  });

  test('returns the refusal of an invalid send', async () => {
    const { dryRun, dead, conversation, stores, ada, bob } = await dryRunOf();

    expect(await dryRun({}, 'nothing')).toEqual(noConversation);
    expect(await dryRun({}, conversation.id, dead)).toMatchObject(unauthenticated);
    expect(await dryRun({ replyToId: 'nothing' })).toEqual(noReply);
    await stores.blocks.block(bob.id, ada.id);
    expect(await dryRun()).toEqual(blocked);
  });
});

describe('the decision', () => {
  test('reads no more than it needs', async () => {
    const scene = await sendingScene();
    const asked: unknown[] = [];
    const conversations = overriding(scene.deps.conversations, {
      change: (request, decide) => {
        asked.push(request);
        return scene.stores.conversations.change(request, decide);
      },
    });
    const { caller, ada, bob, conversation } = scene;
    const guard = { senderId: ada.id, clientId: 'client' };

    await makeSendMessage({ ...scene.deps, conversations }).inConversation(
      caller,
      conversation.id,
      {
        content: 'a',
        clientId: 'client',
      },
    );

    const people = [ada.id, bob.id];
    expect(asked).toEqual([
      { conversationId: conversation.id, users: people, between: people, guard },
    ]);
  });

  test('fails without a conversation, since none is ever removed', async () => {
    const { ada, caller } = await sendingScene();
    const snapshot = { conversation: null, users: new Map([[ada.id, ada]]) };

    expect(() => decideSend(snapshot as never, { caller } as never, 0)).toThrow(
      'a conversation is never removed',
    );
  });
});
