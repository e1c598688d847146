import { expect, test } from 'vitest';
import type { Result } from '#core/result.ts';
import { makeGetConversation } from '#core/usecases/conversations/get-conversation.ts';
import { makeListMessages } from '#core/usecases/conversations/list-messages.ts';
import { makeSetDisappearing } from '#core/usecases/conversations/set-disappearing.ts';
import { makeEditMessage } from '#core/usecases/messages/change-message.ts';
import { makeGetMessage } from '#core/usecases/messages/get-message.ts';
import { makeSendMessage } from '#core/usecases/messages/send-message.ts';
import { aCaller } from '#test/support/builders.ts';
import { peopleScene } from '#test/support/scenes/people-scene.ts';

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.code);
  return result.value;
};

const day = 86_400;

/** Ada and Cem write to each other. */
const setup = async () => {
  const scene = await peopleScene();
  const { deps, cem, caller, pushed } = scene;
  const asCem = aCaller({ userId: cem.id });
  const { toUser, inConversation } = makeSendMessage(deps);
  const first = value(await toUser(caller, cem.id, { content: 'Hello, Cem' }));
  const id = first.message.conversation_id;
  const setDisappearing = makeSetDisappearing(deps);
  const get = makeGetConversation(deps);
  const list = makeListMessages(deps);
  return {
    ...scene,
    asCem,
    id,
    answer: () => inConversation(asCem, id, { content: 'Hello, Ada' }),
    say: (content: string) => inConversation(caller, id, { content }),
    set: (after: 86_400 | null, by = caller) => setDisappearing(by, { conversationId: id, after }),
    seen: async (by = caller) => value(await get(by, id)),
    history: async () => value(await list(caller, { conversationId: id, limit: 10 })).items,
    eventsAfter: (count: number) => pushed.slice(count),
  };
};

test('waits until a request is accepted, for both', async () => {
  const { set, asCem, answer, seen } = await setup();

  const refusals = [await set(day), await set(day, asCem)];
  await answer();

  expect(refusals).toMatchObject([{ code: 'request_pending' }, { code: 'request_pending' }]);
  expect(await set(day, asCem)).toMatchObject({ ok: true });
  expect((await seen()).disappearing).toMatchObject({ after: day, set_by: asCem.userId });
});

test('is emitted to both as a notice, once', async () => {
  const { set, answer, pushed, eventsAfter, ada, cem, id } = await setup();
  await answer();
  const before = pushed.length;

  const view = value(await set(day));
  await set(day);

  expect(view).toMatchObject({ last_seq: 3, last_message: { preview: 'Hello, Ada' } });
  const events = eventsAfter(before);
  expect(events.map(({ userId }) => userId).sort()).toEqual([ada.id, cem.id].sort());
  for (const { event } of events) {
    expect(event).toMatchObject({
      type: 'message:update',
      conversation_id: id,
      seq: 3,
      payload: { notice: { kind: 'disappearing', after: day }, text: null, sender_id: ada.id },
    });
  }
});

test('is refused after a block, and for others', async () => {
  const { set, answer, stores, ada, cem } = await setup();
  await answer();

  const asOther = aCaller({ userId: stores.ids.uuid() });
  expect(await set(day, asOther)).toMatchObject({ ok: false });
  await stores.blocks.block(cem.id, ada.id);
  expect(await set(day)).toMatchObject({ code: 'blocked' });
});

test('gives later messages their time, after which nothing shows them', async () => {
  const { set, answer, say, clock, deps, caller, seen, history } = await setup();
  await answer();
  await set(day);
  const sent = value(await say('A text that disappears.')).message;

  expect(Date.parse(sent.expires_at ?? '') - Date.parse(sent.created_at)).toBe(day * 1_000);
  expect(await seen()).toMatchObject({ next_expiry: sent.expires_at });
  expect((await history()).map(({ text }) => text)).toEqual([
    'A text that disappears.',
    null,
    'Hello, Ada',
    'Hello, Cem',
  ]);
  clock.advance(day * 1_000);

  expect(value(await makeGetMessage(deps)(caller, sent.id))).toMatchObject({
    text: null,
    deleted_at: sent.expires_at,
    expires_at: sent.expires_at,
  });
  expect(await makeEditMessage(deps)(caller, { id: sent.id, content: 'x' })).toMatchObject({
    code: 'message_deleted',
  });
  expect(await seen()).toMatchObject({ last_message: { preview: '', deleted: true } });
  expect(await seen()).not.toHaveProperty('next_expiry');
});
