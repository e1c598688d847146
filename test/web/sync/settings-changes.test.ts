import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { ApiError } from '#client/http/api-error.ts';
import { withSettings } from '#client/sync/member-settings.ts';
import { createSettingsChanges } from '#client/sync/settings-changes.ts';
import { createQueryCache, keys } from '#site/sync/query-cache.ts';
import { aConversation, CONVERSATION, noSettings } from '#test/web/support/builders.ts';
import { createFakeCall } from '#test/web/support/fake-call.ts';
import { settle } from '#test/web/support/fake-timers.ts';
import { aPlace } from '#test/web/support/pending-place.ts';

const CHANGE = 'PATCH /api/conversations/{id}/me';
const offline = new ApiError(0, 'network');

const setup = () => {
  const client = new QueryClient();
  const known = aConversation({ ver: 4, last_seq: 3 });
  client.setQueryData(keys.conversations, { [CONVERSATION]: known });
  const cache = createQueryCache(client);
  let failure: ((body: object) => Error | null) | null = null;
  let socketId: string | undefined;
  let me = noSettings;
  const events: unknown[] = [];
  const server = createFakeCall({
    [CHANGE]: ({ body }) => {
      const error = failure?.(body as object);
      if (error) throw error;
      const { muted_until, is_pinned, is_archived, is_marked_unread } = body as Record<
        string,
        never
      >;
      me = {
        ...me,
        ver: me.ver + 1,
        ...(muted_until !== undefined && { muted_until }),
        ...(is_pinned !== undefined && { is_pinned }),
        ...(is_archived !== undefined && { archived_seq: is_archived ? 3 : null }),
        ...(is_marked_unread !== undefined && { marked_unread_seq: is_marked_unread ? 3 : null }),
      };
      return { ...known, me };
    },
  });
  const settings = createSettingsChanges({
    call: server.call,
    place: aPlace(),
    cache,
    socketId: () => socketId,
    onChanged: (event) => events.push(event),
  });
  return {
    cache,
    settings,
    events,
    bodies: () => server.asked.map(({ input }) => input.body),
    fail: (next: typeof failure) => {
      failure = next;
    },
    setSocket: (id: string) => {
      socketId = id;
    },
    shown: () => {
      const conversation = cache.conversation(CONVERSATION);
      if (!conversation) throw new Error('not in the cache');
      return withSettings(conversation, settings.store.getState().pending).me;
    },
  };
};

it('a change is shown at once, and then replaced by the server’s state', async () => {
  const { settings, shown, bodies } = setup();
  settings.change(CONVERSATION, { is_pinned: true });
  expect(shown()).toMatchObject({ ver: 0, is_pinned: true });
  await settle();

  expect(shown()).toMatchObject({ ver: 1, is_pinned: true });
  expect(settings.store.getState()).toEqual({ pending: {}, refused: null });
  expect(bodies()).toEqual([{ is_pinned: true }]);
});

it('offline changes are shown, and when the server can be reached, the last one of each field is sent', async () => {
  const { settings, shown, bodies, fail } = setup();
  fail(() => offline);
  settings.change(CONVERSATION, { is_pinned: true });
  await settle();
  settings.change(CONVERSATION, { muted_until: 'forever' });
  settings.change(CONVERSATION, { is_archived: true, archived_seq: 2 });
  settings.change(CONVERSATION, { is_archived: false });
  settings.change(CONVERSATION, { is_pinned: false, is_marked_unread: true });
  await settle();
  expect(shown()).toEqual({
    ...noSettings,
    muted_until: 'forever',
    is_pinned: false,
    archived_seq: null,
    marked_unread_seq: 3,
  });

  fail(null);
  settings.resume();
  await settle();

  expect(bodies().at(-1)).toEqual({
    muted_until: 'forever',
    is_archived: false,
    is_pinned: false,
    is_marked_unread: true,
  });
  expect(settings.store.getState().pending).toEqual({});
});

it('a change during a request is not lost', async () => {
  const { settings, shown, bodies } = setup();
  settings.change(CONVERSATION, { is_pinned: true });
  settings.change(CONVERSATION, { is_pinned: false });
  await settle();

  expect(bodies()).toEqual([{ is_pinned: true }, { is_pinned: false }]);
  expect(shown()).toMatchObject({ ver: 2, is_pinned: false });
});

it('a refused change is reported and undone; another change of the same request stays', async () => {
  const { settings, shown, fail } = setup();
  fail((body) => ('is_pinned' in body ? new ApiError(409, 'too_many_pinned') : null));
  settings.change(CONVERSATION, { is_pinned: true, muted_until: 'forever' });
  await settle();

  expect(shown()).toMatchObject({ is_pinned: false, muted_until: 'forever' });
  const refused = { conversationId: CONVERSATION, code: 'too_many_pinned' };
  expect(settings.store.getState()).toEqual({ pending: {}, refused });
  settings.dismiss();
  expect(settings.store.getState().refused).toBeNull();

  fail(() => new ApiError(404, 'conversation_not_found'));
  settings.change(CONVERSATION, { muted_until: null });
  await settle();
  expect(shown()).toMatchObject({ muted_until: 'forever' });
  expect(settings.store.getState().refused?.code).toBe('conversation_not_found');
});

it('an answer replaces the event of the own socket, for listeners and other tabs', async () => {
  const { settings, events, bodies, setSocket, cache } = setup();
  settings.change(CONVERSATION, { is_pinned: true });
  await settle();
  expect(events).toEqual([]);

  setSocket('own');
  settings.change(CONVERSATION, { muted_until: 'forever' });
  await settle();

  expect(bodies()[1]).toEqual({ muted_until: 'forever', socket_id: 'own' });
  const payload = cache.conversation(CONVERSATION)?.me;
  expect(events).toEqual([
    { type: 'conversation:settings', conversation_id: CONVERSATION, payload },
  ]);
});

it('nothing is shown or sent after a stop', async () => {
  const { settings, shown, bodies, fail } = setup();
  fail(() => offline);
  settings.change(CONVERSATION, { is_pinned: true });
  await settle();
  settings.stop();
  settings.resume();
  await settle();

  expect(shown()).toEqual(noSettings);
  expect(bodies()).toHaveLength(1);
});
