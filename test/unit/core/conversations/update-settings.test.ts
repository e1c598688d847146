import { beforeEach, describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { forever, noSettings } from '#core/domain/member-settings.ts';
import { makeGetConversation } from '#core/usecases/conversations/get-conversation.ts';
import { makeOpenConversation } from '#core/usecases/conversations/open-conversation.ts';
import { makeReadUpTo } from '#core/usecases/conversations/read-up-to.ts';
import { makeUpdateSettings } from '#core/usecases/conversations/update-settings.ts';
import { aCaller } from '#test/support/builders.ts';
import { openBetween, send } from '#test/support/ports/actions.ts';
import { coreScene } from '#test/support/scenes/core-scene.ts';
import { refusals } from '#test/support/scenes/refusals.ts';

let scene: Awaited<ReturnType<typeof coreScene>>;
let conversationId: string;
beforeEach(async () => {
  scene = await coreScene();
  conversationId = scene.conversation.id;
});

type Request = Parameters<ReturnType<typeof makeUpdateSettings>>[1];

const update = async (change: Omit<Request, 'conversationId'>) => {
  const updated = await makeUpdateSettings(scene.deps)(scene.caller, { conversationId, ...change });
  if (!updated.ok) throw new Error(updated.code);
  return updated.value;
};
const get = async (caller = scene.caller) => {
  const shown = await makeGetConversation(scene.deps)(caller, conversationId);
  if (!shown.ok) throw new Error(shown.code);
  return shown.value;
};
const write = (by = scene.bob) =>
  send(scene.stores, conversationId, { senderId: by.id, content: 'Hello.' });

describe('settings of a conversation', () => {
  test('are its member’s, with a version besides the conversation’s', async () => {
    const before = await get();
    const bobs = await get(aCaller({ userId: scene.bob.id }));

    const muted = await update({ mutedUntil: forever });
    const pinned = await update({ isPinned: true });

    expect(muted.me).toMatchObject({ ver: 1, muted_until: 'forever', is_pinned: false });
    expect(pinned).toEqual({
      ...before,
      me: { ...muted.me, ver: 2, is_pinned: true },
    });
    expect(await get()).toEqual(pinned);
    expect(await get(aCaller({ userId: scene.bob.id }))).toEqual(bobs);
  });

  test('are emitted to the member alone, without the socket that asked', async () => {
    const { me } = await update({ isArchived: true, socketId: 'own' });

    expect(scene.pushed).toEqual([
      {
        userId: scene.ada.id,
        event: { type: 'conversation:settings', conversation_id: conversationId, payload: me },
        exceptSocket: 'own',
      },
    ]);
  });

  test('that are set already are neither written nor emitted', async () => {
    await update({ isPinned: true });
    const again = await update({ isPinned: true, isMarkedUnread: false });

    expect(again.me.ver).toBe(1);
    expect(scene.pushed).toHaveLength(1);
  });

  test('are in every answer that has a conversation', async () => {
    const { me } = await update({ mutedUntil: forever, isPinned: true });

    const opened = await makeOpenConversation(scene.deps)(scene.caller, scene.bob.id);
    const read = await makeReadUpTo(scene.deps)(scene.caller, { conversationId, seq: 0 });

    expect(opened).toMatchObject({ value: { created: false, conversation: { me } } });
    expect(read).toMatchObject({ value: { me } });
  });

  test('are refused to strangers, ended sessions and unknown conversations alike', async () => {
    const stranger = await scene.another();
    const updateSettings = makeUpdateSettings(scene.deps);
    const change = { conversationId, isPinned: true };

    expect(await updateSettings(aCaller({ userId: stranger.id }), change)).toEqual(
      refusals.noConversation,
    );
    const nowhere = { ...change, conversationId: scene.deps.ids.uuid() };
    expect(await updateSettings(scene.caller, nowhere)).toEqual(refusals.noConversation);
    expect(await updateSettings(aCaller({ userId: scene.deps.ids.uuid() }), change)).toEqual(
      refusals.unauthenticated,
    );
    expect(await scene.deps.settings.get(stranger.id, conversationId)).toEqual(noSettings);
  });

  test('pin only so many conversations', async () => {
    for (let count = 0; count < limits.pinnedConversations; count++) {
      const other = await openBetween(scene.stores, scene.ada, await scene.another());
      const pinned = await makeUpdateSettings(scene.deps)(scene.caller, {
        conversationId: other.id,
        isPinned: true,
      });
      expect(pinned.ok).toBe(true);
    }

    const change = { conversationId, isPinned: true, mutedUntil: forever };
    expect(await makeUpdateSettings(scene.deps)(scene.caller, change)).toMatchObject({
      code: 'too_many_pinned',
      detail: 'At most 5 conversations can be pinned: unpin one first.',
    });
    expect((await get()).me).toMatchObject({ ver: 0, muted_until: null });
  });
});

describe('a mute', () => {
  test('ends by its time, or when a time is set that has passed', async () => {
    const end = scene.clock.now() + 1_000;
    expect((await update({ mutedUntil: end })).me.muted_until).toBe(new Date(end).toISOString());
    scene.clock.advance(999);
    expect((await get()).me.muted_until).not.toBeNull();
    scene.clock.advance(1);
    expect((await get()).me.muted_until).toBeNull();

    await update({ mutedUntil: forever });
    expect((await update({ mutedUntil: scene.clock.now() })).me.muted_until).toBeNull();
  });
});

describe('an archived conversation', () => {
  test('comes back with a message, and without a write', async () => {
    await write();
    expect((await update({ isArchived: true })).me).toMatchObject({
      is_archived: true,
      archived_seq: 1,
    });
    await write();

    expect((await get()).me).toMatchObject({ ver: 1, is_archived: false, archived_seq: 1 });
  });

  test('stays while it is muted', async () => {
    await update({ isArchived: true, mutedUntil: scene.clock.now() + 1_000 });
    await write();
    expect((await get()).me.is_archived).toBe(true);
    scene.clock.advance(1_000);
    expect((await get()).me.is_archived).toBe(false);
  });

  test('is not archived over a message that the client did not know', async () => {
    await write();
    await write();

    expect((await update({ isArchived: true, archivedSeq: 1 })).me).toMatchObject({
      is_archived: false,
      archived_seq: 1,
    });
    expect((await update({ isArchived: true, archivedSeq: 99 })).me.archived_seq).toBe(2);
    expect((await update({ isArchived: false })).me).toMatchObject({
      is_archived: false,
      archived_seq: null,
    });
  });
});

describe('a mark as unread', () => {
  test('counts nothing, and ends with the next read of something new', async () => {
    await write();
    const readUpTo = makeReadUpTo(scene.deps);
    await readUpTo(scene.caller, { conversationId, seq: 1 });

    const marked = await update({ isMarkedUnread: true });
    expect(marked).toMatchObject({ unread_count: 0, me: { is_marked_unread: true } });

    await write();
    expect(await get()).toMatchObject({ unread_count: 1, me: { is_marked_unread: true } });
    const read = await readUpTo(scene.caller, { conversationId, seq: 2 });
    expect(read).toMatchObject({ value: { unread_count: 0, me: { is_marked_unread: false } } });
  });

  test('outlasts a read of what was there before, and ends on request', async () => {
    await write();
    await update({ isMarkedUnread: true });
    await makeReadUpTo(scene.deps)(scene.caller, { conversationId, seq: 1 });

    expect((await get()).me.is_marked_unread).toBe(true);
    expect((await update({ isMarkedUnread: false })).me).toMatchObject({
      is_marked_unread: false,
      marked_unread_seq: null,
    });
  });
});
