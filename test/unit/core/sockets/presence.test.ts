import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import type { Between } from '#core/shared/deliveries.ts';
import {
  messageDeliveries,
  presenceEvent,
  presenceOfBoth,
  recipientsOf,
} from '#core/shared/deliveries.ts';
import { makeEmitPresence } from '#core/shared/emit-presence.ts';
import { presencePeers } from '#core/shared/presence-peers.ts';
import { aConversation, aMessage, aUser } from '#test/support/builders.ts';
import { overriding } from '#test/support/overriding.ts';
import { openBetween, send } from '#test/support/ports/actions.ts';
import { coreScene } from '#test/support/scenes/core-scene.ts';

/** Ada and Bob have both written; Cem has only received a message; Ada keeps notes. */
const setup = async () => {
  const scene = await coreScene();
  const { stores, ada, bob, conversation, clock, another } = scene;
  const cem = await another();
  for (const { id } of [ada, bob]) await send(stores, conversation.id, { senderId: id });
  const ofCem = await openBetween(scene.stores, ada, cem);
  await send(stores, ofCem.id, { senderId: ada.id });
  const notes = await openBetween(scene.stores, ada, ada);
  await send(stores, notes.id, { senderId: ada.id });
  clock.advance(limits.presence.emitEverySeconds * 1_000);
  return { ...scene, cem };
};

describe('a change of presence', () => {
  test.each([true, false])('(%s) is emitted to users who have both written', async (isOnline) => {
    const { deps, ada, bob, pushed, clock } = await setup();

    await makeEmitPresence(deps)(ada.id, isOnline);

    const last_seen = new Date(clock.now()).toISOString();
    expect(pushed).toEqual([
      {
        userId: bob.id,
        event: {
          type: 'presence:update',
          payload: { user_id: ada.id, online: isOnline, last_seen },
        },
      },
    ]);
  });

  test('is emitted at most once in some seconds', async () => {
    const { deps, ada, pushed, clock } = await setup();
    const announce = makeEmitPresence(deps);
    await announce(ada.id, true);

    clock.advance(limits.presence.emitEverySeconds * 1_000 - 1);
    await announce(ada.id, false);
    expect(pushed).toHaveLength(1);
    clock.advance(1);
    await announce(ada.id, false);
    expect(pushed).toHaveLength(2);
  });

  test('is emitted to nobody across a block, or if one of the two hides it', async () => {
    const { deps, stores, ada, bob, clock } = await setup();
    const pushed: unknown[] = [];
    const announce = async () => {
      clock.advance(limits.presence.emitEverySeconds * 1_000);
      await makeEmitPresence({ ...deps, push: async (all) => void pushed.push(all) })(ada.id, true);
    };
    await stores.blocks.block(bob.id, ada.id);
    await announce();
    await stores.blocks.unblock(bob.id, ada.id);
    await stores.users.update(bob.id, { privacy: { presence: false } }, clock.now());
    await announce();

    expect(pushed).toEqual([]);
  });
});

describe('possible recipients of presence', () => {
  test('are the members of recent conversations in which both have written', async () => {
    const { deps, ada, bob, cem, conversation } = await setup();

    expect(await presencePeers(deps, ada.id)).toMatchObject([
      {
        conversation: { id: conversation.id },
        member: { id: ada.id },
        other: { peer: { id: bob.id }, isBlocked: false },
      },
    ]);
    expect(await presencePeers(deps, cem.id)).toEqual([]);
  });

  test('exclude users without a profile, and blocked ones', async () => {
    const { deps, stores, ada, bob } = await setup();
    const without = (missing: string) =>
      overriding(deps.users, {
        getMany: (ids) => deps.users.getMany(ids.filter((id) => id !== missing)),
      });

    expect(await presencePeers({ ...deps, users: without(bob.id) }, ada.id)).toEqual([]);
    expect(await presencePeers({ ...deps, users: without(ada.id) }, ada.id)).toEqual([]);
    await stores.blocks.block(ada.id, bob.id);
    expect(await presencePeers(deps, ada.id)).toEqual([]);
  });

  test('are read without profiles if there is no peer', async () => {
    const { deps, cem } = await setup();
    const users = overriding(deps.users, {
      getMany: async () => {
        throw new Error('asked');
      },
    });

    expect(await presencePeers({ ...deps, users }, cem.id)).toEqual([]);
  });

  test('are limited in number per user', async () => {
    const { deps, bob } = await setup();
    const windows: unknown[] = [];
    const conversations = overriding(deps.conversations, {
      listByActivity: async (_, window) => {
        windows.push(window);
        return { items: [], total: 0 };
      },
    });

    expect(await presencePeers({ ...deps, conversations }, bob.id)).toEqual([]);
    expect(windows).toEqual([{ offset: 0, limit: limits.presence.peers }]);
  });
});

describe('deliveries', () => {
  const written = { readSeq: 0, unread: 1, received: 1, sent: 1 };
  const ann = aUser({ onlineUntil: 2_000, lastSeen: 1_000 });
  const bob = aUser({ lastSeen: null });
  const conversation = aConversation({
    members: [ann.id, bob.id],
    ver: 7,
    states: { [ann.id]: written, [bob.id]: written },
  });
  const between = (more: Partial<Between['other']> = {}, member = ann): Between => ({
    conversation,
    member,
    other: { peer: bob, isBlocked: false, ...more },
  });
  const message = aMessage({
    conversationId: conversation.id,
    senderId: ann.id,
    receiverId: bob.id,
    seq: 3,
    rev: 5,
  });

  test('go to both members, or to one across a block', () => {
    expect(recipientsOf(between())).toEqual([ann.id, bob.id]);
    expect(recipientsOf(between({ isBlocked: true }))).toEqual([ann.id]);
  });

  test.each([
    ['message:new', 3],
    ['message:update', 5],
    ['message:delete', 5],
  ] as const)('of %s have its log entry (%i), and are one event for both', (type, seq) => {
    const deliveries = messageDeliveries(type, message, between());

    expect(deliveries.map(({ userId }) => userId)).toEqual([ann.id, bob.id]);
    expect(deliveries[0]?.event).toBe(deliveries[1]?.event);
    expect(deliveries[0]?.event).toMatchObject({
      type,
      conversation_id: conversation.id,
      seq,
      ver: 7,
      payload: { seq: 3, is_read: false },
    });
  });

  test('of a read message hide the read from its author if receipts are hidden', () => {
    const read = { ...message, readAt: 9_000 };
    const readsOf = (where: Between) =>
      messageDeliveries('message:update', read, where).map(({ userId, event }) => [
        userId,
        (event.payload as { is_read: boolean }).is_read,
      ]);
    const hides = { presence: true, readReceipts: false };

    expect(readsOf(between())).toEqual([
      [ann.id, true],
      [bob.id, true],
    ]);
    expect(readsOf(between({ peer: { ...bob, privacy: hides } }))).toEqual([
      [ann.id, false],
      [bob.id, true],
    ]);
    expect(readsOf(between({ isBlocked: true }))).toEqual([[ann.id, false]]);
  });

  test('of presence show it as it is, or as if never online', () => {
    expect(presenceEvent(ann, true, 1_500)).toEqual({
      type: 'presence:update',
      payload: { user_id: ann.id, online: true, last_seen: '1970-01-01T00:00:01.000Z' },
    });
    expect(presenceEvent(ann, true, 2_000).payload).toMatchObject({ online: false });
    expect(presenceEvent(ann, false, 1_500).payload).toEqual({
      user_id: ann.id,
      online: false,
      last_seen: null,
    });
  });

  test('of presence go in both directions', () => {
    const payloads = (where: Between) =>
      presenceOfBoth(where, 1_500).map(({ userId, event }) => [userId, event.payload]);
    const bobs = { user_id: bob.id, online: false, last_seen: null };

    expect(payloads(between())).toEqual([
      [bob.id, { user_id: ann.id, online: true, last_seen: '1970-01-01T00:00:01.000Z' }],
      [ann.id, bobs],
    ]);
    expect(payloads(between({ isBlocked: true }))).toEqual([
      [bob.id, { user_id: ann.id, online: false, last_seen: null }],
      [ann.id, bobs],
    ]);
  });
});
