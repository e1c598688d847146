import { expect, test, vi } from 'vitest';
import { markLimits } from '#contracts/http/marks/mark-limits.ts';
import { stateOf } from '#core/domain/conversation.ts';
import { messageId } from '#core/domain/message-id.ts';
import type { Result } from '#core/result.ts';
import { makeGetConversation } from '#core/usecases/conversations/get-conversation.ts';
import { makeListMessages } from '#core/usecases/conversations/list-messages.ts';
import { makeSetDisappearing } from '#core/usecases/conversations/set-disappearing.ts';
import { makeChangeMarks } from '#core/usecases/marks/change-marks.ts';
import { makeSendMessage } from '#core/usecases/messages/send-message.ts';
import { aCaller } from '#test/support/builders.ts';
import { send } from '#test/support/ports/actions.ts';
import { peopleScene } from '#test/support/scenes/people-scene.ts';

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.code);
  return result.value;
};

/** Ada and Bob have written 1 and 2; Bob writes more. */
const setup = async () => {
  const scene = await peopleScene();
  const { deps, stores, caller, bob, conversation, pushed } = scene;
  const { id } = conversation;
  const change = makeChangeMarks(deps);
  const current = async () => {
    const found = await stores.conversations.get(id);
    if (!found) throw new Error('no conversation');
    return found;
  };
  return {
    ...scene,
    id,
    idOf: (seq: number) => messageId(id, seq),
    asBob: aCaller({ userId: bob.id }),
    theirs: async (content: string) =>
      (await send(stores, id, { senderId: bob.id, content })).message.seq,
    mark: (json: Omit<Parameters<typeof change>[1], 'conversationId'>, by = caller) =>
      change(by, { conversationId: id, ...json }),
    current,
    seen: async (by = caller) => value(await makeGetConversation(deps)(by, id)),
    eventsOf: (userId: string) =>
      pushed.filter((one) => one.userId === userId).map(({ event }) => event),
  };
};

const full = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => from + index);

test('a refused change reads nothing', async () => {
  const { mark, theirs, idOf, stores, ada, id, current, pushed } = await setup();
  const unread = await theirs('unread');
  await stores.settings.changeMarks(ada.id, id, ({ settings }) => {
    const hidden = full(1_000, markLimits.hidden);
    const starred = full(5_000, markLimits.starred).map((seq) => ({ seq, at: 1 }));
    const marks = { ver: 1, hidden, starred };
    return { result: null, next: { settings: { ...settings, lastHiddenSeq: 1_999 }, marks } };
  });
  const before = await current();

  const refused = [
    await mark({ hide: [idOf(unread)] }),
    await mark({ clearedSeq: 1, star: [idOf(unread)] }),
    await mark({ clearedSeq: 1, hide: [idOf(unread), idOf(99)] }),
  ];

  expect(refused).toMatchObject([
    { code: 'too_many_hidden' },
    { code: 'too_many_starred' },
    { code: 'message_not_found' },
  ]);
  expect(stateOf(before, ada.id).unread).toBe(2);
  expect(await current()).toEqual(before);
  expect(pushed).toEqual([]);
});

test('a notice is neither hidden nor starred, so that the preview shows no hidden message', async () => {
  const { mark, theirs, idOf, deps, asBob, id, seen } = await setup();
  const last = await theirs('a secret');
  value(await makeSetDisappearing(deps)(asBob, { conversationId: id, after: 86_400 }));
  const notice = last + 1;

  const refused = [
    await mark({ hide: [idOf(last), idOf(notice)] }),
    await mark({ star: [idOf(notice)] }),
  ];
  const hidden = value(await mark({ hide: [idOf(last)] }));

  expect(refused).toMatchObject([{ code: 'message_not_found' }, { code: 'message_deleted' }]);
  expect(hidden.conversation.last_message).toMatchObject({ preview: '', hidden: true });
  expect((await seen()).last_message).toMatchObject({ preview: '', hidden: true });
});

test.each(['hide', 'clear'] as const)(
  'a send that is repeated after the message is gone by %s brings it back for nobody',
  async (way) => {
    const { mark, idOf, deps, caller, asBob, id, seen, eventsOf, ada, bob, pushed } = await setup();
    const { inConversation } = makeSendMessage(deps);
    const request = { content: 'a secret', clientId: deps.ids.uuid() };
    const { seq } = value(await inConversation(caller, id, request)).message;
    const change = way === 'hide' ? { hide: [idOf(seq)] } : { clearedSeq: seq };
    value(await mark(change, asBob));
    pushed.length = 0;

    const toAda = value(await inConversation(caller, id, request));
    const [toBob] = eventsOf(bob.id);

    expect(toAda).toMatchObject({ created: false, message: { text: 'a secret' } });
    expect(eventsOf(ada.id)).toMatchObject([{ payload: { text: 'a secret' } }]);
    expect(toBob).toMatchObject({
      type: 'message:new',
      payload: { id: idOf(seq), text: null, content: null, hidden: true },
    });

    value(await mark(change));
    const again = value(await inConversation(caller, id, request));

    expect(again).toMatchObject({ created: false, message: { text: null, hidden: true } });
    expect((await seen()).last_message).toMatchObject({ preview: '', hidden: true });
  },
);

test('a page behind many hidden messages takes few reads', async () => {
  const { idOf, mark, theirs, deps, caller, id } = await setup();
  for (let seq = 3; seq <= 200; seq++) await theirs(`text ${seq}`);
  const ids = full(3, 198).map(idOf);
  value(await mark({ hide: ids.slice(0, 100) }));
  value(await mark({ hide: ids.slice(100) }));
  const reads = vi.spyOn(deps.conversations, 'listMessages');

  const page = value(await makeListMessages(deps)(caller, { conversationId: id, limit: 1 }));

  expect(page).toMatchObject({ items: [{ seq: 2 }], next_cursor: idOf(2) });
  expect(reads.mock.calls.length).toBeLessThan(7);
});
