import { describe, expect, test } from 'vitest';
import { makeOpenConversation } from '#core/usecases/conversations/open-conversation.ts';
import { peopleScene } from '#test/support/scenes/people-scene.ts';

const unauthenticated = { ok: false, code: 'unauthenticated' };
const noUser = { ok: false, code: 'user_not_found', detail: 'There is no such active user.' };

describe('opening a conversation', () => {
  const openOf = async () => {
    const scene = await peopleScene();
    return { ...scene, open: makeOpenConversation(scene.deps) };
  };

  test('creates it once for two users, and emits it to both', async () => {
    const { open, caller, ada, cem, pushed } = await openOf();

    const first = await open(caller, cem.id);
    const again = await open(caller, cem.id);

    const id = first.ok ? first.value.conversation.id : '';
    expect(first).toMatchObject({
      ok: true,
      value: { created: true, conversation: { id, ver: 1, peer: { id: cem.id }, last_seq: 0 } },
    });
    expect(again).toMatchObject({ ok: true, value: { created: false, conversation: { id } } });
    const event = { type: 'conversation:new', conversation_id: id, ver: 1 };
    expect(pushed).toEqual([
      { userId: ada.id, event: { ...event, payload: expect.objectContaining({ id }) } },
      { userId: cem.id, event: { ...event, payload: expect.objectContaining({ id }) } },
    ]);
    expect(pushed.map((one) => (one.event.payload as { peer: { id: string } }).peer.id)).toEqual([
      cem.id,
      ada.id,
    ]);
  });

  test('pushes nothing the second time', async () => {
    const { deps, caller, bob } = await openOf();
    const pushes: unknown[] = [];
    const open = makeOpenConversation({ ...deps, push: async (all) => void pushes.push(all) });

    expect(await open(caller, bob.id)).toMatchObject({ ok: true, value: { created: false } });
    expect(pushes).toEqual([]);
  });

  test('emits it once for oneself', async () => {
    const { open, caller, ada, emitted } = await openOf();

    expect(await open(caller, ada.id)).toMatchObject({
      ok: true,
      value: { created: true, conversation: { peer: { id: ada.id } } },
    });
    expect(emitted()).toEqual([[ada.id, 'conversation:new']]);
  });

  test('shows presence if both users have written already', async () => {
    const { open, caller, bob, stores, clock } = await openOf();
    await stores.users.setPresence(bob.id, {
      onlineUntil: clock.now() + 1,
      lastSeen: clock.now(),
    });

    expect(await open(caller, bob.id)).toMatchObject({
      value: { created: false, conversation: { peer: { online: true } } },
    });
  });

  test('is refused with an unknown user, across a block, and with an invalid token', async () => {
    const { open, caller, dead, cem, eve, dan, ada, stores, pushed, clock } = await openOf();
    await stores.blocks.block(cem.id, ada.id);
    await stores.users.deactivate(dan.id, clock.now());

    for (const id of ['nobody', eve.id, dan.id]) expect(await open(caller, id)).toEqual(noUser);
    expect(await open(caller, cem.id)).toEqual({
      ok: false,
      code: 'blocked',
      detail: 'You and this user cannot exchange messages.',
    });
    expect(await open(dead, cem.id)).toMatchObject(unauthenticated);
    expect(await stores.conversations.findByPair(ada.id, cem.id)).toBeNull();
    expect(pushed).toEqual([]);
  });
});
