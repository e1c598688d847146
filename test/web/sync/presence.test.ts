import { expect, it } from 'vitest';
import { createPresence, presenceTimes } from '#client/sync/presence.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import { PEER } from '#test/web/support/builders.ts';
import { createFakeCall } from '#test/web/support/fake-call.ts';
import { createFakeTimers } from '#test/web/support/fake-timers.ts';

const KEY = 'GET /api/users/{id}';
const SEEN = '2026-01-02T03:04:05.678Z';
const presenceEvent = (online: boolean, userId = PEER): ServerEvent => ({
  type: 'presence:update',
  payload: { user_id: userId, online, last_seen: SEEN },
});

const setup = (answer: () => unknown, random = 0) => {
  const clock = createFakeTimers();
  const { call, keys } = createFakeCall({ [KEY]: answer });
  const updates: ServerEvent[] = [];
  let lists = 0;
  const presence = createPresence({
    call,
    timers: clock.timers,
    random: () => random,
    onUpdate: (event) => updates.push(event),
    readList: async () => void lists++,
  });
  return { ...presence, clock, keys, updates, lists: () => lists };
};

it('changes during the server’s silence are read', async () => {
  const { receive, clock, updates } = setup(() => ({ online: true, last_seen: SEEN }));
  receive(presenceEvent(false));

  await clock.advance(presenceTimes.silenceMs - 1);
  expect(updates).toEqual([]);
  await clock.advance(1);

  expect(updates).toEqual([presenceEvent(true)]);
});

it('one request is sent, after the last update, and none because of the response', async () => {
  const { receive, clock, keys } = setup(() => ({ online: true, last_seen: SEEN }), 0.999);
  receive(presenceEvent(true));
  await clock.advance(presenceTimes.silenceMs);
  receive(presenceEvent(false));

  await clock.advance(10 * presenceTimes.silenceMs);

  expect(keys()).toEqual([KEY]);
});

it('an older response does not replace a newer update', async () => {
  let answer: (profile: unknown) => void = () => undefined;
  const { receive, clock, updates } = setup(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  receive(presenceEvent(true));
  await clock.advance(presenceTimes.silenceMs);
  receive(presenceEvent(false));
  answer({ online: true, last_seen: SEEN });
  await clock.advance(1);

  expect(updates).toEqual([]);
});

it('nothing is emitted about hidden presence, or without a response', async () => {
  const hidden = setup(() => ({ username: 'bob' }));
  const silent = setup(() => Promise.reject(new Error('network')));
  for (const { receive, clock } of [hidden, silent]) {
    receive(presenceEvent(true));
    await clock.advance(presenceTimes.silenceMs);
  }

  expect([...hidden.updates, ...silent.updates]).toEqual([]);
});

const crowd = Array.from({ length: 3 * presenceTimes.maxRequests }, (_, index) => `user-${index}`);

it('the list is read once when many users return together; single users are requested later', async () => {
  const { receive, clock, keys, lists } = setup(() => ({ online: true, last_seen: SEEN }));
  for (const userId of crowd) receive(presenceEvent(true, userId));

  await clock.advance(presenceTimes.silenceMs + presenceTimes.jitterMs);
  expect([keys(), lists()]).toEqual([[], 1]);
  receive(presenceEvent(false));
  await clock.advance(presenceTimes.silenceMs + presenceTimes.jitterMs);

  expect([keys(), lists()]).toEqual([[KEY], 1]);
});

it('no request is sent after a reset', async () => {
  const { receive, reset, clock, keys, lists } = setup(() => ({ online: true, last_seen: SEEN }));
  for (const userId of crowd) receive(presenceEvent(false, userId));
  reset();
  receive(presenceEvent(false));
  reset();
  await clock.advance(2 * presenceTimes.silenceMs);

  expect([keys(), lists(), clock.pending()]).toEqual([[], 0, 0]);
});
