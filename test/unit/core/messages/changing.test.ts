import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { messageId } from '#core/domain/message-id.ts';
import { makeEditMessage, makeReadMessage } from '#core/usecases/messages/change-message.ts';
import { overriding } from '#test/support/overriding.ts';
import {
  deleteMessage,
  editMessage,
  openBetween,
  readMessage,
  send,
} from '#test/support/ports/actions.ts';
import { changingScene, type ChangingScene as Scene } from '#test/support/scenes/changing-scene.ts';
import { refusals } from '#test/support/scenes/refusals.ts';

const { noMessage: missing, notAuthor } = refusals;

const unauthenticated = { ok: false, code: 'unauthenticated' };

const acts: readonly [
  string,
  (scene: Scene, by: Scene['caller'], id: string) => Promise<unknown>,
][] = [
  ['an edit', ({ edit }, by, id) => edit(by, { id, content: 'new' })],
  ['a deletion', ({ remove }, by, id) => remove(by, { id, onlyUnread: false })],
  ['a read', ({ read }, by, id) => read(by, id)],
  ['a reaction', ({ react }, by, id) => react(by, { id, emoji: '👍' })],
  ['the removal of a reaction', ({ unreact }, by, id) => unreact(by, id)],
];

describe.each(acts)('%s', (_what, act) => {
  test('returns 404 for an unknown message and for a stranger', async () => {
    const scene = await changingScene();
    const { caller, stranger, ownId, conversation, pushed, deps } = scene;

    expect(await act(scene, caller, 'no id')).toEqual(missing);
    expect(await act(scene, caller, messageId(conversation.id, 9))).toEqual(missing);
    expect(await act(scene, caller, messageId(deps.ids.uuid(), 1))).toEqual(missing);
    expect(await act(scene, stranger, ownId)).toEqual(missing);
    expect(pushed).toEqual([]);
  });

  test('is refused for an invalid token, whatever the id', async () => {
    const scene = await changingScene();

    for (const id of [scene.ownId, scene.theirsId, 'no id']) {
      expect(await act(scene, scene.dead, id)).toMatchObject(unauthenticated);
    }
    expect(scene.pushed).toEqual([]);
  });
});

describe('editing', () => {
  test('changes the text and emits the change to both', async () => {
    const { edit, caller, ownId, pushed, both, stored } = await changingScene();

    expect(await edit(caller, { id: ownId, content: 'new' })).toMatchObject({
      ok: true,
      value: { id: ownId, content: 'new', rev: 3, is_read: false },
    });

    expect(pushed).toMatchObject(
      both.map((userId) => ({
        userId,
        event: { type: 'message:update', seq: 3, payload: { content: 'new' } },
      })),
    );
    expect(await stored(2)).toMatchObject({ content: 'new', edits: 1 });
  });

  test('emits nothing for the same text', async () => {
    const { edit, caller, ownId, pushed, own } = await changingScene();

    const same = await edit(caller, { id: ownId, content: own.content ?? '' });
    expect(same).toMatchObject({ ok: true, value: { rev: 2, edited_at: null } });
    expect(pushed).toEqual([]);
  });

  test('is allowed for the author only, and not across a block', async () => {
    const { edit, caller, ownId, theirsId, stores, ada, bob, pushed } = await changingScene();
    expect(await edit(caller, { id: theirsId, content: 'new' })).toEqual(notAuthor);
    await stores.blocks.block(ada.id, bob.id);

    expect(await edit(caller, { id: ownId, content: 'new' })).toEqual({
      ok: false,
      code: 'blocked',
      detail: 'You and this user cannot exchange messages.',
    });
    expect(pushed).toEqual([]);
  });

  test('is refused after a deletion', async () => {
    const { edit, caller, own, ownId, stores } = await changingScene();
    await deleteMessage(stores, own);

    expect(await edit(caller, { id: ownId, content: 'new' })).toEqual({
      ok: false,
      code: 'message_deleted',
      detail: 'The message has been deleted.',
    });
  });

  test('is refused above its limit; the same text is still accepted', async () => {
    const { edit, caller, own, ownId, stores } = await changingScene();
    for (let n = 1; n <= limits.message.maxEdits; n++) await editMessage(stores, own, `${n}`);

    expect(await edit(caller, { id: ownId, content: 'once more' })).toEqual({
      ok: false,
      code: 'too_many_edits',
      detail: 'The message was edited too often.',
    });
    const same = await edit(caller, { id: ownId, content: `${limits.message.maxEdits}` });
    expect(same).toMatchObject({ ok: true });
  });

  test('shows its read to the author if receipts are visible', async () => {
    const { edit, caller, own, ownId, stores, bob, clock } = await changingScene();
    await readMessage(stores, own);
    const isRead = async (content: string) => {
      const edited = await edit(caller, { id: ownId, content });
      return edited.ok && edited.value.is_read;
    };

    expect(await isRead('one')).toBe(true);
    await stores.users.update(bob.id, { privacy: { readReceipts: false } }, clock.now());
    expect(await isRead('two')).toBe(false);
  });

  test('changes a note to oneself, and emits that once', async () => {
    const { edit, caller, ada, stores, pushed } = await changingScene();
    const notes = await openBetween(stores, ada, ada);
    await send(stores, notes.id, { senderId: ada.id });

    const id = messageId(notes.id, 1);
    expect(await edit(caller, { id, content: 'new' })).toMatchObject({ ok: true });
    expect(pushed).toMatchObject([{ userId: ada.id }]);
  });
});

test('a change reads only the profiles that its rule needs', async () => {
  const scene = await changingScene();
  const asked: unknown[] = [];
  const conversations = overriding(scene.deps.conversations, {
    change: (request, decide) => {
      const { users, between } = request;
      asked.push({ users, between });
      return scene.stores.conversations.change(request, decide);
    },
  });
  const alone: string[] = [];
  const users = overriding(scene.deps.users, {
    get: (id) => {
      alone.push(id);
      return scene.stores.users.get(id);
    },
  });
  const deps = { ...scene.deps, conversations, users };
  const { caller, ada, bob, ownId, theirsId } = scene;

  await makeReadMessage(deps)(caller, theirsId);
  await makeEditMessage(deps)(caller, { id: ownId, content: 'new' });

  expect(asked).toEqual([
    { users: [ada.id], between: undefined },
    { users: [ada.id, bob.id], between: [ada.id, bob.id] },
  ]);
  // The peer of a read is loaded to find the recipients; an edit has loaded both.
  expect(alone).toEqual([bob.id]);
});
