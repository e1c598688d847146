import { describe, expect, test } from 'vitest';
import { makeSetTyping } from '#core/usecases/sockets/set-typing.ts';
import { send } from '#test/support/ports/actions.ts';
import { endedEvent, socketScene } from '#test/support/scenes/socket-scene.ts';

/** Bob has a presence lease. */
const comeOnline = ({ stores, bob, clock }: Awaited<ReturnType<typeof socketScene>>) =>
  stores.users.setPresence(bob.id, { onlineUntil: clock.now() + 1_000, lastSeen: clock.now() });

describe('typing', () => {
  /** Both have written. */
  const typingOf = async () => {
    const scene = await socketScene();
    const { stores, ada, bob, conversation, deps } = scene;
    for (const { id } of [ada, bob]) await send(stores, conversation.id, { senderId: id });
    await comeOnline(scene);
    return { ...scene, type: makeSetTyping(deps) };
  };

  test.each(['start', 'stop'] as const)('%s reaches the other member', async (state) => {
    const { type, ada, bob, conversation, pushed } = await typingOf();

    expect(await type('socket', conversation.id, state)).toBe('done');
    expect(pushed).toEqual([
      {
        userId: bob.id,
        event: {
          type: 'presence:typing',
          conversation_id: conversation.id,
          payload: { user_id: ada.id, state },
        },
      },
    ]);
  });

  test('is emitted to nobody before both have written, across a block, or with hidden presence', async () => {
    const scene = await socketScene();
    const { stores, ada, bob, conversation, deps, pushed, clock } = scene;
    await comeOnline(scene);
    const type = () => makeSetTyping(deps)('socket', conversation.id, 'start');
    await send(stores, conversation.id, { senderId: ada.id });
    expect([await type(), pushed]).toEqual(['done', []]);
    await send(stores, conversation.id, { senderId: bob.id });

    await stores.blocks.block(bob.id, ada.id);
    expect([await type(), pushed]).toEqual(['done', []]);
    await stores.blocks.unblock(bob.id, ada.id);

    for (const { id } of [ada, bob]) {
      await stores.users.update(id, { privacy: { presence: false } }, clock.now());
      expect([await type(), pushed]).toEqual(['done', []]);
      await stores.users.update(id, { privacy: { presence: true } }, clock.now());
    }
    expect(await type()).toBe('done');
    expect(pushed).toHaveLength(1);
  });

  test('is emitted to nobody who is offline', async () => {
    const { type, conversation, pushed, clock } = await typingOf();
    clock.advance(1_000);

    expect(await type('socket', conversation.id, 'start')).toBe('done');

    expect(pushed).toEqual([]);
  });

  test('emits nothing in notes to oneself', async () => {
    const { type, ada, stores, pushed, deps } = await typingOf();
    const { conversation } = await stores.conversations.open({
      id: deps.ids.uuid(),
      members: [ada.id, ada.id],
      ver: 1,
      seq: 0,
      states: {},
      lastMessage: null,
      createdAt: 0,
      updatedAt: 0,
    });
    await send(stores, conversation.id, { senderId: ada.id });

    expect(await type('socket', conversation.id, 'start')).toBe('done');
    expect(pushed).toEqual([]);
  });

  test('is refused in a foreign or unknown conversation', async () => {
    const { type, bob, deps, stores, another, conversation, pushed } = await typingOf();
    const members = [bob.id, (await another()).id] as const;
    const foreign = { ...conversation, id: deps.ids.uuid(), members };
    await stores.conversations.open(foreign);

    expect(await type('socket', foreign.id, 'start')).toBe('conversation_not_found');
    expect(await type('socket', deps.ids.uuid(), 'start')).toBe('conversation_not_found');
    expect(pushed).toEqual([]);
  });

  test('closes an unknown socket', async () => {
    const { type, conversation, posted, closed, pushed } = await typingOf();

    expect(await type('unknown', conversation.id, 'start')).toBe('closed');
    expect([posted, closed, pushed]).toEqual([[['unknown', endedEvent]], [['unknown', 4401]], []]);
  });
});
