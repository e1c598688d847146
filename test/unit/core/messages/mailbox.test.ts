import { describe, expect, test } from 'vitest';
import { messageId } from '#core/domain/message-id.ts';
import { makeListMessages } from '#core/usecases/conversations/list-messages.ts';
import { makeListInbox, makeListOutbox } from '#core/usecases/messages/list-mailbox.ts';
import { aCaller } from '#test/support/builders.ts';
import { readMessage, readUpTo } from '#test/support/ports/actions.ts';
import { readingScene } from '#test/support/scenes/reading-scene.ts';
import { refusals } from '#test/support/scenes/refusals.ts';

const { unauthenticated, noConversation } = refusals;

describe('history', () => {
  const historyOf = async () => {
    const scene = await readingScene();
    const list = async (request: { cursor?: string; limit?: number } = {}, by = scene.caller) => {
      const { id: conversationId } = scene.conversation;
      const listed = await makeListMessages(scene.deps)(by, {
        conversationId,
        limit: 2,
        ...request,
      });
      if (!listed.ok) return listed;
      return { seqs: listed.value.items.map(({ seq }) => seq), next: listed.value.next_cursor };
    };
    return { ...scene, list };
  };

  test('is listed newest first, page by page', async () => {
    const { list, idOf } = await historyOf();

    expect(await list()).toEqual({ seqs: [4, 3], next: idOf(3) });
    expect(await list({ cursor: idOf(3) })).toEqual({ seqs: [2, 1], next: null });
    expect(await list({ limit: 3 })).toEqual({ seqs: [4, 3, 2], next: idOf(2) });
    expect(await list({ limit: 4 })).toEqual({ seqs: [4, 3, 2, 1], next: null });
    expect(await list({ cursor: idOf(1) })).toEqual({ seqs: [], next: null });
  });

  test('refuses a foreign cursor, strangers, and invalid tokens', async () => {
    const { list, dead, foreign, cem } = await historyOf();
    const path = 'query.cursor';
    const badCursor = {
      ok: false,
      code: 'validation_failed',
      errors: [{ path, message: 'must be a next_cursor of this conversation' }],
    };

    expect(await list({ cursor: 'no cursor' })).toEqual(badCursor);
    expect(await list({ cursor: '' })).toEqual(badCursor);
    expect(await list({ cursor: messageId(foreign.id, 3) })).toEqual(badCursor);
    expect(await list({}, aCaller({ userId: cem.id }))).toEqual(noConversation);
    expect(await list({}, dead)).toEqual(unauthenticated);
  });

  test('shows what the peer has read', async () => {
    const { stores, deps, caller, conversation, bob } = await historyOf();
    await readUpTo(stores, conversation.id, bob.id, 1);

    const listed = await makeListMessages(deps)(caller, {
      conversationId: conversation.id,
      limit: 10,
    });
    expect(listed.ok && listed.value.items.map(({ is_read }) => is_read)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });
});

describe('the mailbox', () => {
  const page = { page: 1, size: 10 };

  test('lists received messages, with own reads whatever is hidden', async () => {
    const { deps, stores, caller, dead, messages, bob, clock } = await readingScene();
    const list = async (unreadOnly?: boolean) => {
      const listed = await makeListInbox(deps)(caller, { ...page, unreadOnly, order: 'asc' });
      if (!listed.ok) throw new Error(listed.code);
      return listed.value.items.map(({ seq, is_read }) => [seq, is_read]);
    };
    const [, second] = messages;
    if (second) await readMessage(stores, second);
    await stores.users.update(bob.id, { privacy: { readReceipts: false } }, clock.now());

    expect(await list()).toEqual([
      [2, true],
      [4, false],
    ]);
    expect(await list(true)).toEqual([[4, false]]);
    expect(await list(false)).toEqual([[2, true]]);
    expect(await makeListInbox(deps)(dead, { ...page, order: 'asc' })).toEqual(unauthenticated);
    expect(await makeListInbox(deps)(caller, { page: 2, size: 1, order: 'desc' })).toMatchObject({
      ok: true,
      value: { items: [{ seq: 2 }], total: 2, page: 2, pages: 2 },
    });
  });

  test('lists sent messages, with the reads of users who are not blocked', async () => {
    const { deps, stores, caller, dead, ada, bob, conversation } = await readingScene();
    const list = async (order: 'asc' | 'desc') => {
      const listed = await makeListOutbox(deps)(caller, { ...page, order });
      if (!listed.ok) throw new Error(listed.code);
      return listed.value.items.map(({ seq, is_read }) => [seq, is_read]);
    };
    await readUpTo(stores, conversation.id, bob.id, 2);

    expect(await list('asc')).toEqual([
      [1, true],
      [3, false],
    ]);
    expect(await list('desc')).toEqual([
      [3, false],
      [1, true],
    ]);
    await stores.blocks.block(ada.id, bob.id);
    expect(await list('asc')).toEqual([
      [1, false],
      [3, false],
    ]);
    expect(await makeListOutbox(deps)(dead, { ...page, order: 'asc' })).toEqual(unauthenticated);
    expect(await makeListOutbox(deps)(caller, { page: 2, size: 1, order: 'asc' })).toMatchObject({
      ok: true,
      value: { items: [{ seq: 3 }], total: 2 },
    });
  });
});
