import { describe, expect, test } from 'vitest';
import type { Message } from '#core/domain/message.ts';
import { messageId } from '#core/domain/message-id.ts';
import { makeAdmit } from '#core/shared/admit.ts';
import { expectProfile } from '#core/shared/other-member.ts';
import { viewerOf } from '#core/shared/viewer-of.ts';
import { makeGetMe } from '#core/usecases/account/get-me.ts';
import { makeGetConversation } from '#core/usecases/conversations/get-conversation.ts';
import { makeListConversations } from '#core/usecases/conversations/list-conversations.ts';
import { makeGetMessage } from '#core/usecases/messages/get-message.ts';
import { overriding } from '#test/support/overriding.ts';
import { openBetween, readMessage, send } from '#test/support/ports/actions.ts';
import { readingScene } from '#test/support/scenes/reading-scene.ts';
import { refusals } from '#test/support/scenes/refusals.ts';

const { unauthenticated, noConversation, noMessage } = refusals;

describe('the own profile', () => {
  test('requires a valid token', async () => {
    const { deps, caller, ada, dead } = await readingScene();

    expect(await makeGetMe(deps)(caller)).toMatchObject({ ok: true, value: { id: ada.id } });
    expect(await makeGetMe(deps)(dead)).toEqual(unauthenticated);
    expect(await makeAdmit(deps.users)(caller)).toBeNull();
    expect(await makeAdmit(deps.users)(dead)).toEqual(unauthenticated);
  });
});

describe('a conversation', () => {
  test('is shown to its members', async () => {
    const { deps, caller, dead, conversation, foreign, bob } = await readingScene();
    const get = makeGetConversation(deps);

    expect(await get(caller, conversation.id)).toMatchObject({
      ok: true,
      value: { id: conversation.id, peer: { id: bob.id }, last_seq: 4, unread_count: 2 },
    });
    expect(await get(caller, foreign.id)).toEqual(noConversation);
    expect(await get(caller, deps.ids.uuid())).toEqual(noConversation);
    expect(await get(dead, conversation.id)).toEqual(unauthenticated);
  });

  test('has the profile of its peer', () => {
    for (const nobody of [null, undefined]) {
      expect(() => expectProfile(nobody)).toThrow('a member of a conversation has no profile');
    }
  });
});

describe('the list of conversations', () => {
  test('has the latest first, with the presence of users who are not blocked', async () => {
    const { deps, stores, caller, bob, ada, cem, conversation, clock } = await readingScene();
    clock.advance(1_000);
    const second = await openBetween(stores, ada, cem);
    await stores.users.setPresence(bob.id, {
      onlineUntil: clock.now() + 1_000,
      lastSeen: clock.now(),
    });
    const list = async () => {
      const listed = await makeListConversations(deps)(caller, { page: 1, size: 10, view: 'all' });
      if (!listed.ok) throw new Error(listed.code);
      const { items, total } = listed.value;
      return [items.map(({ id, peer }) => [id, peer.id, peer.online]), total];
    };

    expect(await list()).toEqual([
      [
        [second.id, cem.id, false],
        [conversation.id, bob.id, true],
      ],
      2,
    ]);
    await stores.blocks.block(bob.id, ada.id);
    expect(await list()).toEqual([
      [
        [second.id, cem.id, false],
        [conversation.id, bob.id, false],
      ],
      2,
    ]);
  });

  test('is paged, and requires a valid token', async () => {
    const { deps, caller, dead } = await readingScene();
    const list = makeListConversations(deps);

    expect(await list(caller, { page: 2, size: 1, view: 'all' })).toMatchObject({
      ok: true,
      value: { items: [], total: 1, page: 2, size: 1, pages: 1 },
    });
    expect(await list(dead, { page: 1, size: 1, view: 'all' })).toEqual(unauthenticated);
  });
});

describe('one message', () => {
  test('is shown to the two members', async () => {
    const { deps, caller, dead, idOf, foreign, stores, cem } = await readingScene();
    const get = makeGetMessage(deps);
    await send(stores, foreign.id, { senderId: cem.id });

    expect(await get(caller, idOf(2))).toMatchObject({ ok: true, value: { seq: 2, content: '2' } });
    expect(await get(caller, 'no id')).toEqual(noMessage);
    expect(await get(caller, idOf(9))).toEqual(noMessage);
    expect(await get(caller, messageId(deps.ids.uuid(), 1))).toEqual(noMessage);
    expect(await get(caller, messageId(foreign.id, 1))).toEqual(noMessage);
    expect(await get(dead, idOf(2))).toEqual(unauthenticated);
  });

  test('shows its read to its author if receipts are visible', async () => {
    const { deps, stores, caller, idOf, messages, bob, clock } = await readingScene();
    const isRead = async (seq: number) => {
      const found = await makeGetMessage(deps)(caller, idOf(seq));
      return found.ok && found.value.is_read;
    };
    for (const message of messages.slice(0, 2)) await readMessage(stores, message);

    expect([await isRead(1), await isRead(2), await isRead(3)]).toEqual([true, true, false]);
    await stores.users.update(bob.id, { privacy: { readReceipts: false } }, clock.now());
    expect([await isRead(1), await isRead(2), await isRead(3)]).toEqual([false, true, false]);
  });
});

describe('how a member sees messages', () => {
  test('read the peer only where a read of the peer is visible', async () => {
    const { deps, stores, ada, bob, messages, current } = await readingScene();
    const [first, second] = messages;
    if (!first || !second) throw new Error('no messages');
    const users = overriding(deps.users, {
      get: async () => {
        throw new Error('asked');
      },
    });
    const unread = [first, second];
    const see = async (seen: readonly Message[]) =>
      viewerOf({ ...deps, users }, await current(), ada, seen);

    expect(await see(unread)).toEqual({ id: ada.id, seesReceipts: false });
    const readByAda = await readMessage(stores, second);
    expect(await see([first, readByAda])).toEqual({ id: ada.id, seesReceipts: false });
    const readByBob = await readMessage(stores, first);
    await expect(see([second, readByBob])).rejects.toThrow('asked');
    expect(await viewerOf(deps, await current(), ada, [readByBob])).toEqual({
      id: ada.id,
      seesReceipts: true,
    });
    await stores.blocks.block(bob.id, ada.id);
    expect(await viewerOf(deps, await current(), ada, [readByBob])).toEqual({
      id: ada.id,
      seesReceipts: false,
    });
  });

  test('read no peers before both have written', async () => {
    const { deps, stores, ada, cem } = await readingScene();
    const opened = await openBetween(stores, ada, cem);
    const { message } = await send(stores, opened.id, { senderId: ada.id });
    const read = await readMessage(stores, message);
    const conversation = await stores.conversations.get(opened.id);
    const users = overriding(deps.users, {
      get: async () => {
        throw new Error('asked');
      },
    });

    expect(await viewerOf({ ...deps, users }, conversation ?? opened, ada, [read])).toEqual({
      id: ada.id,
      seesReceipts: false,
    });
  });
});
