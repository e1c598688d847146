import { describe, expect, test } from 'vitest';
import { makeSetTyping } from '#core/usecases/sockets/set-typing.ts';
import { aConnection } from '#test/support/builders.ts';
import { send } from '#test/support/ports/actions.ts';
import { coreScene } from '#test/support/scenes/core-scene.ts';

const error = (code: number | string, detail: string) => ({
  type: 'error',
  payload: { code, detail },
});
const ended = error(4401, 'Connect again.');

/** Ada, with one open socket. */
const setup = async () => {
  const scene = await coreScene();
  const { deps, ada, clock } = scene;
  const socket = aConnection({ id: 'socket', userId: ada.id, connectedAt: clock.now() });
  await deps.connections.add(socket);
  return { ...scene, socket };
};

/** Bob has a presence lease. */
const comeOnline = ({ stores, bob, clock }: Awaited<ReturnType<typeof setup>>) =>
  stores.users.setPresence(bob.id, { onlineUntil: clock.now() + 1_000, lastSeen: clock.now() });

describe('typing', () => {
  /** Both have written. */
  const typingOf = async () => {
    const scene = await setup();
    const { stores, ada, bob, conversation, deps } = scene;
    for (const { id } of [ada, bob]) await send(stores, conversation.id, { senderId: id });
    await comeOnline(scene);
    return { ...scene, type: makeSetTyping(deps) };
  };

  test.each(['start', 'stop'] as const)('%s reaches the other member', async (state) => {
    const { type, ada, bob, conversation, heard } = await typingOf();

    expect(await type('socket', conversation.id, state)).toBe('done');
    expect(heard).toEqual([
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

  test('is emitted to no one before both have written, across a block, or with hidden presence', async () => {
    const scene = await setup();
    const { stores, ada, bob, conversation, deps, heard, clock } = scene;
    await comeOnline(scene);
    const type = () => makeSetTyping(deps)('socket', conversation.id, 'start');
    await send(stores, conversation.id, { senderId: ada.id });
    expect([await type(), heard]).toEqual(['done', []]);
    await send(stores, conversation.id, { senderId: bob.id });

    await stores.blocks.block(bob.id, ada.id);
    expect([await type(), heard]).toEqual(['done', []]);
    await stores.blocks.unblock(bob.id, ada.id);

    for (const { id } of [ada, bob]) {
      await stores.users.update(id, { privacy: { presence: false } }, clock.now());
      expect([await type(), heard]).toEqual(['done', []]);
      await stores.users.update(id, { privacy: { presence: true } }, clock.now());
    }
    expect(await type()).toBe('done');
    expect(heard).toHaveLength(1);
  });

  test('is emitted to no one who is offline', async () => {
    const { type, conversation, heard, clock } = await typingOf();
    clock.advance(1_000);

    expect(await type('socket', conversation.id, 'start')).toBe('done');

    expect(heard).toEqual([]);
  });

  test('in notes to oneself emits nothing', async () => {
    const { type, ada, stores, heard, deps } = await typingOf();
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
    expect(heard).toEqual([]);
  });

  test('in a foreign or unknown conversation is refused', async () => {
    const { type, bob, deps, stores, another, conversation, heard } = await typingOf();
    const members = [bob.id, (await another()).id] as const;
    const foreign = { ...conversation, id: deps.ids.uuid(), members };
    await stores.conversations.open(foreign);

    expect(await type('socket', foreign.id, 'start')).toBe('conversation_not_found');
    expect(await type('socket', deps.ids.uuid(), 'start')).toBe('conversation_not_found');
    expect(heard).toEqual([]);
  });

  test('of an unknown socket closes it', async () => {
    const { type, conversation, posted, closed, heard } = await typingOf();

    expect(await type('unknown', conversation.id, 'start')).toBe('closed');
    expect([posted, closed, heard]).toEqual([[['unknown', ended]], [['unknown', 4401]], []]);
  });
});
