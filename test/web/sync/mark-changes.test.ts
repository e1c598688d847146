import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { ApiError } from '#client/http/api-error.ts';
import {
  createMarkChanges,
  isShown,
  isStarred,
  type MarksChange,
  withoutRemoved,
} from '#client/sync/marks/mark-changes.ts';
import { createQueryCache, keys } from '#site/sync/query-cache.ts';
import { aConversation, aMessage, CONVERSATION, noSettings } from '#test/web/support/builders.ts';
import { createFakeCall } from '#test/web/support/fake-call.ts';
import { settle } from '#test/web/support/fake-timers.ts';
import { aPlace } from '#test/web/support/pending-place.ts';

const offline = new ApiError(0, 'network');

const setup = () => {
  const client = new QueryClient();
  const known = aConversation({ last_seq: 6 });
  client.setQueryData(keys.conversations, { [CONVERSATION]: known });
  const messages = [4, 5, 6].map((seq) => aMessage(seq));
  client.setQueryData(keys.messages(CONVERSATION), {
    messages,
    cursor: null,
    upTo: null,
    logSeq: 6,
  });
  const cache = createQueryCache(client);
  let failure: Error | null = null;
  let ver = 0;
  let clearedSeq = 0;
  const [hidden, starred] = [new Set<number>(), new Set<number>()];
  const seqOf = (id: string) => Number(id.slice(1));
  const deleted = new Set<string>();
  const events: unknown[] = [];
  const server = createFakeCall({
    'PATCH /api/conversations/{id}/marks': ({ body }) => {
      if (failure) throw failure;
      const names = [...((body as MarksChange).hide ?? []), ...((body as MarksChange).star ?? [])];
      if (names.some((id) => deleted.has(id))) throw new ApiError(409, 'message_deleted');
      const { cleared_seq = 0, hide = [], star = [], unstar = [] } = body as MarksChange;
      ver++;
      clearedSeq = Math.max(clearedSeq, cleared_seq);
      for (const id of hide) hidden.add(seqOf(id));
      for (const id of star) starred.add(seqOf(id));
      for (const id of unstar) starred.delete(seqOf(id));
      const me = { ...noSettings, ver, cleared_seq: clearedSeq, marks_ver: ver };
      const marks = { ver, hidden: [...hidden], starred: [...starred] };
      return { conversation: { ...known, me }, marks };
    },
  });
  const marks = createMarkChanges({
    call: server.call,
    place: aPlace(),
    cache,
    socketId: () => 'own',
    onChanged: (event) => events.push(event),
  });
  return {
    marks,
    events,
    cache,
    deleted,
    starred,
    pending: () => marks.store.getState().pending[CONVERSATION],
    bodies: () => server.asked.map(({ input }) => input.body),
    fail: (next: Error | null) => {
      failure = next;
    },
    shown: () => cache.window(CONVERSATION)?.messages.map(({ seq }) => seq),
  };
};

it('a message that the user deletes for themselves is gone at once, and then from the cache', async () => {
  const { marks, pending, shown, bodies, events } = setup();

  marks.change(CONVERSATION, { hide: ['m5'] });
  expect(isShown(pending(), aMessage(5))).toBe(false);
  expect(isShown(pending(), aMessage(6))).toBe(true);
  await settle();

  expect(pending()).toBeUndefined();
  expect(shown()).toEqual([4, 6]);
  expect(bodies()).toEqual([{ hide: ['m5'], socket_id: 'own' }]);
  expect(events).toMatchObject([{ type: 'conversation:settings', payload: { marks_ver: 1 } }]);
});

it('what is changed offline is sent later, with the last choice for each message', async () => {
  const { marks, pending, fail, bodies, cache } = setup();
  fail(offline);
  marks.change(CONVERSATION, { star: ['m4', 'm5'] });
  await settle();
  marks.change(CONVERSATION, { unstar: ['m4'] });
  marks.change(CONVERSATION, { star: ['m6'] });
  marks.change(CONVERSATION, { cleared_seq: 3 });
  marks.change(CONVERSATION, { cleared_seq: 2 });
  await settle();
  expect(isStarred(pending(), 'm4', true)).toBe(false);
  expect(isStarred(pending(), 'm6', false)).toBe(true);

  fail(null);
  marks.resume();
  await settle();

  const sent = { cleared_seq: 3, star: ['m5', 'm6'], unstar: ['m4'], socket_id: 'own' };
  expect(bodies().at(-1)).toEqual(sent);
  expect(pending()).toBeUndefined();
  expect(cache.window(CONVERSATION)?.marks).toMatchObject({ starred: [5, 6], clearedSeq: 3 });
});

it('more messages than one request takes are sent in several', async () => {
  const { marks, bodies } = setup();
  const ids = Array.from({ length: 230 }, (_, index) => `m${index + 100}`);

  marks.change(CONVERSATION, { hide: ids });
  await settle();

  const sent = bodies().map((body) => (body as MarksChange).hide ?? []);
  expect(sent.map(({ length }) => length)).toEqual([100, 100, 30]);
  expect(sent.flat()).toEqual(ids);
});

it('if one of several messages was deleted meanwhile, all others are marked', async () => {
  const { marks, pending, deleted, starred, cache } = setup();
  deleted.add('m5');

  marks.change(CONVERSATION, { star: ['m4', 'm5', 'm6'], cleared_seq: 2 });
  await settle();

  expect([...starred].sort()).toEqual([4, 6]);
  expect(pending()).toBeUndefined();
  expect(cache.window(CONVERSATION)?.marks).toMatchObject({ clearedSeq: 2 });
  expect(marks.store.getState().refused?.code).toBe('message_deleted');
});

it('a part without an answer waits, though another part was refused', async () => {
  const { marks, pending, deleted, starred, fail } = setup();
  deleted.add('m4');
  marks.change(CONVERSATION, { star: ['m4', 'm6'] });
  await Promise.resolve();
  fail(offline);
  await settle();
  expect(isStarred(pending(), 'm6', false)).toBe(true);

  fail(null);
  marks.resume();
  await settle();
  expect([...starred]).toEqual([6]);
  expect(pending()).toBeUndefined();
});

it('a refused change is undone and has its reason', async () => {
  const { marks, pending, fail, shown } = setup();
  fail(new ApiError(409, 'too_many_hidden'));

  marks.change(CONVERSATION, { hide: ['m5'] });
  await settle();

  expect(pending()).toBeUndefined();
  expect(shown()).toEqual([4, 5, 6]);
  expect(marks.store.getState().refused).toEqual({
    conversationId: CONVERSATION,
    code: 'too_many_hidden',
  });
});

it('the list shows no preview and no count of what is being cleared', () => {
  const last = { id: 'm6', seq: 6, sender_id: 'x', preview: 'secret', has_attachments: false };
  const last_message = { ...last, deleted: false, created_at: '2026-01-01T10:00:00.000Z' };
  const known = aConversation({ last_seq: 6, unread_count: 2, last_message });

  const cleared = withoutRemoved(known, { [CONVERSATION]: { clearedSeq: 6, of: {} } });

  expect(cleared).toMatchObject({ unread_count: 0, last_message: { preview: '', hidden: true } });
  expect(withoutRemoved(known, { [CONVERSATION]: { clearedSeq: 0, of: { m5: 'hide' } } })).toBe(
    known,
  );
  const hidden = withoutRemoved(known, { [CONVERSATION]: { clearedSeq: 0, of: { m6: 'hide' } } });
  expect(hidden).toMatchObject({ unread_count: 2, last_message: { preview: '' } });
});
