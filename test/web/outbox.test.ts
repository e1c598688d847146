import { describe, expect, it } from 'vitest';
import type { Message } from '../../functions/contracts/http/messages.ts';
import type { OutboxItem } from '../../web/src/features/messages/model/outbox.ts';
import { createOutbox } from '../../web/src/features/messages/model/outbox.ts';
import { ApiError } from '../../web/src/lib/api-error.ts';
import { CONVERSATION, myMessage } from './support/builders.ts';
import { createFakeTimers, settle } from './support/fake-timers.ts';

const OTHER = '55555555-5555-4555-8555-555555555555';
const noAnswer = () => new ApiError(0, 'network');
const refusal = () => new ApiError(404, 'user_not_found');

const setup = () => {
  const clock = createFakeTimers();
  const attempts: string[] = [];
  const sent: Message[] = [];
  const waiting: { resolve: () => void; item: OutboxItem }[] = [];
  let failure: (() => Error) | null = null;
  let isSlow = false;
  let ids = 0;
  const outbox = createOutbox({
    send: async (item) => {
      attempts.push(item.content);
      if (isSlow) await new Promise<void>((resolve) => waiting.push({ resolve, item }));
      if (failure) throw failure();
      return myMessage(attempts.length, { client_id: item.clientId, content: item.content });
    },
    onSent: (message) => sent.push(message),
    timers: clock.timers,
    random: () => 1,
    newId: () => `id-${++ids}`,
    now: () => Date.UTC(2026, 0, 1),
  });
  return {
    outbox,
    clock,
    attempts,
    waiting,
    sent: () => sent.map(({ content }) => content),
    states: () => outbox.store.getState().items.map(({ content, state }) => `${content}: ${state}`),
    fail: (make: (() => Error) | null) => {
      failure = make;
    },
    slowDown: () => {
      isSlow = true;
    },
  };
};

describe('sending', () => {
  it('goes one after another in a conversation, in the order written', async () => {
    const { outbox, attempts, waiting, states, slowDown } = setup();
    slowDown();

    outbox.enqueue(CONVERSATION, 'one');
    outbox.enqueue(CONVERSATION, 'two');
    await settle();
    expect(attempts).toEqual(['one']);
    expect(states()).toEqual(['one: sending', 'two: queued']);
    waiting[0]?.resolve();
    await settle();

    expect(attempts).toEqual(['one', 'two']);
    expect(states()).toEqual(['two: sending']);
  });

  it('in one conversation does not wait for another', async () => {
    const { outbox, attempts, slowDown } = setup();
    slowDown();

    outbox.enqueue(CONVERSATION, 'here');
    outbox.enqueue(OTHER, 'there');
    await settle();

    expect(attempts).toEqual(['here', 'there']);
  });

  it('hands the message over before it forgets it', async () => {
    const { outbox, sent, states } = setup();

    outbox.enqueue(CONVERSATION, 'one');
    await settle();

    expect(sent()).toEqual(['one']);
    expect(states()).toEqual([]);
  });
});

describe('without an answer', () => {
  it('is repeated under the same client_id, with growing pauses', async () => {
    const { outbox, clock, attempts, sent, fail } = setup();
    fail(noAnswer);
    outbox.enqueue(CONVERSATION, 'one');
    const [item] = outbox.store.getState().items;

    await clock.advance(500);
    expect(attempts).toHaveLength(2);
    fail(null);
    await clock.advance(1_000);

    expect(attempts).toHaveLength(3);
    expect(item?.clientId).toBe('id-1');
    expect(sent()).toEqual(['one']);
  });

  it('is shown as not sent after some attempts, and holds up what comes after it', async () => {
    const { outbox, clock, attempts, states, fail } = setup();
    fail(noAnswer);
    outbox.enqueue(CONVERSATION, 'one');
    outbox.enqueue(CONVERSATION, 'two');

    await clock.advance(60_000);

    expect(new Set(attempts)).toEqual(new Set(['one']));
    expect(states()).toEqual(['one: failed', 'two: queued']);
  });

  it('goes again in order when the server can be reached', async () => {
    const { outbox, clock, sent, fail, states } = setup();
    fail(noAnswer);
    outbox.enqueue(CONVERSATION, 'one');
    outbox.enqueue(CONVERSATION, 'two');
    await clock.advance(60_000);

    fail(null);
    outbox.resume();
    await settle();

    expect(sent()).toEqual(['one', 'two']);
    expect(states()).toEqual([]);
  });

  it('goes again before the next message of the conversation', async () => {
    const { outbox, clock, sent, fail } = setup();
    fail(noAnswer);
    outbox.enqueue(CONVERSATION, 'one');
    await clock.advance(60_000);

    fail(null);
    outbox.enqueue(CONVERSATION, 'two');
    await settle();

    expect(sent()).toEqual(['one', 'two']);
  });
});

describe('a refused message', () => {
  it('is not repeated, and does not hold up the next', async () => {
    const { outbox, clock, attempts, sent, states, fail } = setup();
    fail(refusal);
    outbox.enqueue(CONVERSATION, 'one');
    await clock.advance(60_000);
    expect(attempts).toEqual(['one']);

    fail(null);
    outbox.enqueue(CONVERSATION, 'two');
    outbox.resume();
    await settle();

    expect(sent()).toEqual(['two']);
    expect(states()).toEqual(['one: failed']);
  });

  it('goes again when asked to', async () => {
    const { outbox, sent, fail } = setup();
    fail(refusal);
    outbox.enqueue(CONVERSATION, 'one');
    await settle();

    fail(null);
    outbox.retry('id-1');
    await settle();

    expect(sent()).toEqual(['one']);
  });
});

it('lets the next one go when the one before it is discarded', async () => {
  const { outbox, clock, sent, fail } = setup();
  fail(noAnswer);
  outbox.enqueue(CONVERSATION, 'one');
  outbox.enqueue(CONVERSATION, 'two');
  await clock.advance(60_000);

  fail(null);
  outbox.discard('id-1');
  await settle();

  expect(sent()).toEqual(['two']);
});

it('does not hear what was under way when it was emptied', async () => {
  const { outbox, waiting, sent, slowDown } = setup();
  slowDown();
  outbox.enqueue(CONVERSATION, 'of somebody else');
  await settle();

  outbox.clear();
  waiting[0]?.resolve();
  await settle();

  expect(sent()).toEqual([]);
  expect(outbox.store.getState().items).toEqual([]);
});
