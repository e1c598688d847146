import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { ApiError } from '#client/http/api-error.ts';
import { createReadMarks } from '#client/sync/read-marks.ts';
import { createQueryCache, keys } from '#site/sync/query-cache.ts';
import { aConversation, CONVERSATION } from '#test/web/support/builders.ts';
import { createFakeCall } from '#test/web/support/fake-call.ts';
import { settle } from '#test/web/support/fake-timers.ts';

const READ = 'POST /api/conversations/{id}/read';

const setup = () => {
  const client = new QueryClient();
  client.setQueryData(keys.conversations, { [CONVERSATION]: aConversation({ unread_count: 3 }) });
  const cache = createQueryCache(client);
  let failure: Error | null = null;
  const server = createFakeCall({
    [READ]: ({ body }) => {
      if (failure) throw failure;
      const { seq } = body as { seq: number };
      return aConversation({ ver: 2 + seq, my_read_seq: seq, unread_count: 0 });
    },
  });
  return {
    cache,
    marks: createReadMarks({ call: server.call, cache }),
    sent: () => server.asked.map(({ input }) => (input.body as { seq: number }).seq),
    fail: (error: Error | null) => {
      failure = error;
    },
  };
};

it('a mark is sent, and its answer applied', async () => {
  const { marks, sent, cache } = setup();

  marks.mark(CONVERSATION, 3);
  await settle();

  expect(sent()).toEqual([3]);
  expect(cache.conversation(CONVERSATION)).toMatchObject({ my_read_seq: 3, unread_count: 0 });
});

it('a later mark is sent after the one in progress, an earlier one is not', async () => {
  const { marks, sent } = setup();

  marks.mark(CONVERSATION, 3);
  marks.mark(CONVERSATION, 5);
  marks.mark(CONVERSATION, 4);
  await settle();

  expect(sent()).toEqual([3, 5]);
});

it('a failed mark is sent again when the server is back', async () => {
  const { marks, sent, fail, cache } = setup();
  fail(new ApiError(0, 'network'));
  marks.mark(CONVERSATION, 3);
  await settle();

  fail(null);
  marks.resume();
  await settle();
  marks.resume();
  await settle();

  expect(sent()).toEqual([3, 3]);
  expect(cache.conversation(CONVERSATION)?.unread_count).toBe(0);
});

it('a refused mark is not sent again', async () => {
  const { marks, sent, fail } = setup();
  fail(new ApiError(404, 'conversation_not_found'));
  marks.mark(CONVERSATION, 3);
  await settle();

  marks.resume();
  await settle();

  expect(sent()).toEqual([3]);
});
