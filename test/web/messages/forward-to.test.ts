import { expect, test } from 'vitest';
import { ApiError } from '#client';
import { createMemoryCache } from '#client/sync/memory-cache.ts';
import type { FoundUser } from '#contracts/http/people.ts';
import { forwardToPeople } from '#site/pages/forward/forward-to.ts';
import { words } from '#site/strings/later/forward-words.ts';
import { strings } from '#site/strings/strings.ts';
import { aConversation, aMessage } from '#test/web/support/builders.ts';
import { createFakeCall } from '#test/web/support/fake-call.ts';

const { peer, created_at, updated_at } = aConversation();
const person = (id: string): FoundUser => ({
  ...peer,
  id,
  username: id,
  display_name: null,
  created_at,
  updated_at,
});

/** `done`: what happens, in order. `refused`: who can get nothing. */
const setup = (refused: readonly string[] = []) => {
  const done: string[] = [];
  const state = { isCancelled: false };
  const { call } = createFakeCall({
    'POST /api/conversations': (request) => {
      const id = (request as { body: { peer_id: string } }).body.peer_id;
      if (refused.includes(id)) throw new ApiError(403, 'blocked');
      done.push(`open ${id}`);
      return aConversation({ id, peer: { ...peer, id } });
    },
  });
  const forwarding = {
    call,
    cache: createMemoryCache(call),
    messages: [aMessage(1)],
    enqueue: (id: string) => void done.push(`send ${id}`),
    isCancelled: () => state.isCancelled,
  };
  return { done, state, forwarding };
};

test('each conversation that is opened gets the messages, also if somebody else refuses them', async () => {
  const { done, forwarding } = setup(['kim']);
  const { sentTo, refusals } = await forwardToPeople(['bob', 'kim', 'eve'].map(person), forwarding);

  expect(done).toEqual(['open bob', 'send bob', 'open eve', 'send eve']);
  expect(sentTo).toEqual(['bob', 'eve']);
  expect(refusals).toEqual([words.refused('kim', strings.errors.blocked)]);
});

test('after a cancellation no further conversation is opened, and none is left empty', async () => {
  const { done, state, forwarding } = setup();
  const enqueue = (id: string): void => {
    state.isCancelled = true;
    forwarding.enqueue(id);
  };

  const { sentTo } = await forwardToPeople(['bob', 'eve'].map(person), { ...forwarding, enqueue });

  expect(done).toEqual(['open bob', 'send bob']);
  expect(sentTo).toEqual(['bob']);
});
