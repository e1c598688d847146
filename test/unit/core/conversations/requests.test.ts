import { beforeEach, describe, expect, test } from 'vitest';
import { requestLimits } from '#contracts/http/request-limits.ts';
import type { Result } from '#core/result.ts';
import { makeAnswerRequest } from '#core/usecases/conversations/answer-request.ts';
import { makeGetConversation } from '#core/usecases/conversations/get-conversation.ts';
import { makeOpenConversation } from '#core/usecases/conversations/open-conversation.ts';
import { makeChangeMarks } from '#core/usecases/marks/change-marks.ts';
import { makeListStarred } from '#core/usecases/marks/list-starred.ts';
import { makeEditMessage } from '#core/usecases/messages/change-message.ts';
import { makePutReaction } from '#core/usecases/messages/react-to-message.ts';
import { makeSendMessage } from '#core/usecases/messages/send-message.ts';
import { aCaller } from '#test/support/builders.ts';
import { attachTo } from '#test/support/ports/actions.ts';
import { peopleScene } from '#test/support/scenes/people-scene.ts';

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.code);
  return result.value;
};

/** Ada writes to Cem for the first time. */
const setup = async () => {
  const scene = await peopleScene();
  const { deps, ada, cem, caller, pushed } = scene;
  const asCem = aCaller({ userId: cem.id });
  const { toUser, inConversation } = makeSendMessage(deps);
  const get = makeGetConversation(deps);
  const first = value(await toUser(caller, cem.id, { content: 'Hello, Cem' }));
  const id = first.message.conversation_id;
  const answerRequest = makeAnswerRequest(deps);
  return {
    ...scene,
    asCem,
    id,
    first: first.message,
    inConversation,
    toUser,
    open: makeOpenConversation(deps),
    say: (content: string) => inConversation(caller, id, { content }),
    answer: (answer: 'accepted' | 'declined', by = asCem) =>
      answerRequest(by, { conversationId: id, answer }),
    seenBy: async (by: typeof caller) => value(await get(by, id)),
    requestOf: async (by: typeof caller) => value(await get(by, id)).request,
    eventsOf: (userId: string) =>
      pushed.filter((one) => one.userId === userId).map(({ event }) => event),
    users: { ada, cem },
  };
};

const pending = { ok: false, code: 'request_pending' };
const left = requestLimits.messages - 1;
let scene: Awaited<ReturnType<typeof setup>>;
beforeEach(async () => {
  scene = await setup();
});

describe('a first message to somebody', () => {
  test('is a request for both, and an event for both', async () => {
    const { requestOf, caller, asCem, eventsOf, ada, cem } = scene;

    expect(await requestOf(caller)).toEqual({ state: 'sent', messages_left: left });
    expect(await requestOf(asCem)).toEqual({ state: 'received', messages_left: left });
    for (const { id } of [ada, cem]) {
      expect(eventsOf(id).map(({ type }) => type)).toEqual(['conversation:new', 'message:new']);
    }
    expect(eventsOf(cem.id)[0]).toMatchObject({ payload: { request: { state: 'received' } } });
    expect(eventsOf(ada.id)[0]).toMatchObject({ payload: { request: { state: 'sent' } } });
  });

  test('may be followed by some texts, of which deleted ones count; a repeat is no further one', async () => {
    const { say, inConversation, caller, id, requestOf } = scene;
    const { stores } = scene;
    for (let more = 1; more < left; more++)
      expect(await say(`${more}`)).toMatchObject({ ok: true });
    const clientId = stores.ids.uuid();
    const last = () => inConversation(caller, id, { content: 'the last', clientId });

    expect(await last()).toMatchObject({ ok: true, value: { created: true } });
    expect(await say('one too many')).toMatchObject(pending);
    expect(await last()).toMatchObject({ ok: true, value: { created: false } });
    expect(await requestOf(caller)).toEqual({ state: 'sent', messages_left: 0 });
  });

  test('brings neither files nor reactions; its author may edit it', async () => {
    const { deps, stores, ada, caller, asCem, id, first, inConversation } = scene;
    const [attachment] = await attachTo(stores, ada, 'photo.jpg');
    const attachmentIds = [attachment?.id ?? ''];
    const react = makePutReaction(deps);

    expect(await inConversation(caller, id, { attachmentIds })).toMatchObject(pending);
    for (const by of [caller, asCem]) {
      expect(await react(by, { id: first.id, emoji: '👍' })).toMatchObject(pending);
    }
    const edited = await makeEditMessage(deps)(caller, { id: first.id, content: 'Hi, Cem' });
    expect(edited).toMatchObject({ ok: true, value: { content: 'Hi, Cem' } });
  });

  test('is none to oneself, and none where the operator has turned requests off', async () => {
    const { deps, caller, ada, dan } = scene;
    const off = makeOpenConversation({ ...deps, requests: 'off' });

    for (const opened of [
      await makeOpenConversation(deps)(caller, ada.id),
      await off(caller, dan.id),
    ]) {
      expect(value(opened).conversation).not.toHaveProperty('request');
    }
  });
});

describe('a request is accepted', () => {
  test.each([
    ['by the answer', async () => void value(await scene.answer('accepted'))],
    ['by opening', async () => void value(await scene.open(scene.asCem, scene.users.ada.id))],
    [
      'by a message in the conversation',
      async () => void value(await scene.inConversation(scene.asCem, scene.id, { content: 'Hi' })),
    ],
    [
      'by a message to the user',
      async () =>
        void value(await scene.toUser(scene.asCem, scene.users.ada.id, { content: 'Hi' })),
    ],
    [
      'after a decline',
      async () => {
        value(await scene.answer('declined'));
        value(await scene.answer('accepted'));
      },
    ],
  ])('%s, once and for both', async (_, accept) => {
    const { caller, asCem, requestOf, say, pushed } = scene;

    await accept();

    expect(await requestOf(caller)).toBeUndefined();
    expect(await requestOf(asCem)).toBeUndefined();
    pushed.splice(0);
    expect(value(await scene.answer('accepted'))).not.toHaveProperty('request');
    expect(pushed).toEqual([]);
    for (let more = 0; more <= requestLimits.messages; more++) {
      expect(await say(`${more}`)).toMatchObject({ ok: true });
    }
  });

  test('with an event for both, that has the whole conversation', async () => {
    const { answer, eventsOf, pushed, ada, cem } = scene;
    pushed.splice(0);

    const { ver } = value(await answer('accepted'));

    for (const { id } of [ada, cem]) {
      const [event, ...more] = eventsOf(id);
      expect(event).toMatchObject({ type: 'conversation:new', ver, payload: { ver } });
      expect(event).not.toHaveProperty('payload.request');
      expect(more).toEqual([]);
    }
  });

  test('neither by reading, nor by its sender', async () => {
    const { caller, answer, open, users, requestOf } = scene;

    expect(await answer('accepted', caller)).toMatchObject({ ok: false, code: 'no_request' });
    value(await open(caller, users.cem.id));

    expect(await requestOf(caller)).toMatchObject({ state: 'sent' });
  });
});

describe('a declined request', () => {
  test('is the same for its sender, and its messages reach nobody else', async () => {
    const { caller, asCem, answer, say, seenBy, eventsOf, pushed, ada, cem } = scene;
    const before = await seenBy(caller);
    pushed.splice(0);

    value(await answer('declined'));

    expect(eventsOf(ada.id)).toEqual([]);
    expect(eventsOf(cem.id)).toMatchObject([{ payload: { request: { state: 'declined' } } }]);
    expect({ ...(await seenBy(caller)), ver: before.ver }).toEqual(before);
    pushed.splice(0);
    expect(await say('Are you there?')).toMatchObject({ ok: true });
    expect(eventsOf(ada.id)).toMatchObject([{ type: 'message:new' }]);
    expect(eventsOf(cem.id)).toEqual([]);
    expect((await seenBy(asCem)).request).toEqual({ state: 'declined', messages_left: left - 1 });
    expect((await seenBy(caller)).request).toEqual({ state: 'sent', messages_left: left - 1 });
  });

  test('has its stars in no list, until it is accepted', async () => {
    const { deps, asCem, id, first, answer } = scene;
    value(await makeChangeMarks(deps)(asCem, { conversationId: id, star: [first.id] }));
    const starred = async (conversationId: string | undefined) => {
      const request = { conversationId, cursor: undefined, limit: 20 };
      const page = value(await makeListStarred(deps)(asCem, request));
      return page.items.map(({ message_id }) => message_id);
    };

    value(await answer('declined'));
    expect(await starred(undefined)).toEqual([]);
    expect(await starred(id)).toEqual([first.id]);

    value(await answer('accepted'));
    expect(await starred(undefined)).toEqual([first.id]);
  });

  test('may be declined again; a conversation that is no request may not', async () => {
    const { caller, answer, pushed } = scene;
    value(await answer('declined'));
    pushed.splice(0);

    expect(value(await answer('declined')).request).toMatchObject({ state: 'declined' });
    expect(pushed).toEqual([]);
    expect(await answer('declined', caller)).toMatchObject({ ok: false, code: 'no_request' });
    value(await answer('accepted'));
    expect(await answer('declined')).toMatchObject({ ok: false, code: 'no_request' });
  });

  test('is answered by members only, with a valid token', async () => {
    const { answer, dan, dead } = scene;

    expect(await answer('accepted', aCaller({ userId: dan.id }))).toMatchObject({
      ok: false,
      code: 'conversation_not_found',
    });
    expect(await answer('accepted', { ...dead, userId: scene.users.cem.id })).toMatchObject({
      ok: false,
      code: 'unauthenticated',
    });
  });
});
