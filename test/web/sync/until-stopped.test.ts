import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { untilStopped } from '#client/http/until-stopped.ts';
import { createCatchUp } from '#client/sync/catch-up.ts';
import { createQueryCache } from '#site/sync/query-cache.ts';
import { aConversation } from '#test/web/support/builders.ts';
import { createFakeCall } from '#test/web/support/fake-call.ts';
import { createFakeTimers } from '#test/web/support/fake-timers.ts';

const LIST = 'GET /api/conversations';

/** A list request that is answered on demand. */
const setup = () => {
  let answer: (list: unknown) => void = () => undefined;
  const server = createFakeCall({
    [LIST]: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  });
  const { call, stop } = untilStopped(server.call);
  const cache = createQueryCache(new QueryClient());
  const { timers, pending, now } = createFakeTimers();
  const { list } = createCatchUp({ call, cache, timers, random: () => 0.5, now });
  return {
    cache,
    list,
    stop,
    pending,
    keys: server.keys,
    answer: () => answer({ items: [aConversation()], pages: 1 }),
  };
};

it('an answer before the stop is used', async () => {
  const { cache, list, answer } = setup();
  const listed = list();

  answer();
  await listed;

  expect(Object.keys(cache.conversations() ?? {})).toHaveLength(1);
});

it('an answer after the stop leaves nothing for the next user', async () => {
  const { cache, list, stop, answer, pending } = setup();
  const listed = list();
  stop();

  answer();
  await listed;

  expect(cache.conversations()).toBeUndefined();
  expect(pending()).toBe(0);
});

it('no request is sent after the stop', async () => {
  const { list, stop, keys } = setup();
  stop();

  await list();

  expect(keys()).toEqual([]);
});
