import { describe, expect, it } from 'vitest';
import type { Message } from '../../functions/contracts/http/messages.ts';
import { createOutbox } from '../../web/src/features/messages/model/outbox.ts';
import type { OutboxItem } from '../../web/src/features/messages/model/outbox-item.ts';
import { ApiError } from '../../web/src/lib/api-error.ts';
import { CONVERSATION, myMessage } from './support/builders.ts';
import { createFakeChannels } from './support/fake-tabs.ts';
import { createFakeTimers, settle } from './support/fake-timers.ts';
import { createMemoryStorage } from './support/memory-storage.ts';

const OTHER = '55555555-5555-4555-8555-555555555555';
const noAnswer = () => new ApiError(0, 'network');
const refusal = () => new ApiError(404, 'user_not_found');
const signedOut = () => new ApiError(401, 'unauthenticated');

/** A browser: its pages share storage and channel. */
const setup = () => {
  const clock = createFakeTimers();
  const storage = createMemoryStorage();
  const channels = createFakeChannels();
  const attempts: string[] = [];
  const waiting: { resolve: () => void; item: OutboxItem }[] = [];
  let failure: (() => Error) | null = null;
  let isSlow = false;
  let ids = 0;
  const send = async (item: OutboxItem): Promise<Message> => {
    attempts.push(item.content);
    if (isSlow) await new Promise<void>((resolve) => waiting.push({ resolve, item }));
    if (failure) throw failure();
    return myMessage(attempts.length, { client_id: item.clientId, content: item.content });
  };
  const openPage = async ({ isLeading = true } = {}) => {
    const sent: Message[] = [];
    const outbox = createOutbox({
      send,
      onSent: (message) => sent.push(message),
      storage,
      bus: channels.openBus(),
      timers: clock.timers,
      random: () => 1,
      newId: () => `id-${++ids}`,
      now: () => Date.UTC(2026, 0, 1) + clock.now(),
    });
    await outbox.start();
    if (isLeading) await outbox.setLeading(true);
    return {
      outbox,
      sent: () => sent.map(({ content }) => content),
      states: () =>
        outbox.store.getState().items.map(({ content, state }) => `${content}: ${state}`),
    };
  };
  return {
    clock,
    storage,
    attempts,
    waiting,
    openPage,
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
    const { openPage, attempts, waiting, slowDown } = setup();
    const { outbox, states } = await openPage();
    slowDown();

    void outbox.enqueue(CONVERSATION, 'one');
    void outbox.enqueue(CONVERSATION, 'two');
    await settle();
    expect(attempts).toEqual(['one']);
    expect(states()).toEqual(['one: sending', 'two: queued']);
    waiting[0]?.resolve();
    await settle();

    expect(attempts).toEqual(['one', 'two']);
    expect(states()).toEqual(['two: sending']);
  });

  it('in one conversation does not wait for another', async () => {
    const { openPage, attempts, slowDown } = setup();
    const { outbox } = await openPage();
    slowDown();

    void outbox.enqueue(CONVERSATION, 'here');
    void outbox.enqueue(OTHER, 'there');
    await settle();

    expect(attempts).toEqual(['here', 'there']);
  });

  it('hands the message over, and then keeps nothing of it', async () => {
    const { openPage, storage } = setup();
    const { outbox, sent, states } = await openPage();

    await outbox.enqueue(CONVERSATION, 'one');
    await settle();

    expect(sent()).toEqual(['one']);
    expect(states()).toEqual([]);
    expect(storage.items.size).toBe(0);
  });

  it('begins only once the item would survive the page', async () => {
    const { openPage, storage, attempts } = setup();
    const { outbox } = await openPage();
    let isStored: () => void = () => undefined;
    storage.put = () =>
      new Promise((resolve) => {
        isStored = resolve;
      });

    void outbox.enqueue(CONVERSATION, 'one');
    outbox.resume();
    await settle();
    expect(attempts).toEqual([]);
    isStored();
    await settle();

    expect(attempts).toEqual(['one']);
  });

  it('works without any storage', async () => {
    const { openPage, storage } = setup();
    storage.put = storage.remove = () => Promise.reject(new Error('private window'));
    const { outbox, sent } = await openPage();

    await outbox.enqueue(CONVERSATION, 'one');
    await settle();

    expect(sent()).toEqual(['one']);
  });
});

describe('without an answer', () => {
  it('is repeated under the same client_id, with growing pauses, for as long as it takes', async () => {
    const { openPage, clock, attempts, fail } = setup();
    const { outbox, sent, states } = await openPage();
    fail(noAnswer);
    await outbox.enqueue(CONVERSATION, 'one');
    await outbox.enqueue(CONVERSATION, 'two');
    const [item] = outbox.store.getState().items;

    await clock.advance(500 + 1_000);
    expect(attempts).toHaveLength(3);
    await clock.advance(60 * 60_000);
    expect(attempts.length).toBeGreaterThan(60);
    expect(states()).toEqual(['one: queued', 'two: queued']);
    fail(null);
    await clock.advance(30_000);

    expect(item?.clientId).toBe('id-1');
    expect(sent()).toEqual(['one', 'two']);
  });

  it('goes at once when the server can be reached again', async () => {
    const { openPage, clock, fail } = setup();
    const { outbox, sent } = await openPage();
    fail(noAnswer);
    await outbox.enqueue(CONVERSATION, 'one');
    await clock.advance(60_000);

    fail(null);
    outbox.resume();
    await settle();

    expect(sent()).toEqual(['one']);
  });

  it('waits as long as the server asks for', async () => {
    const { openPage, clock, attempts, fail } = setup();
    const { outbox } = await openPage();
    fail(() => new ApiError(429, 'gateway', { retryAfterSeconds: 20 }));
    await outbox.enqueue(CONVERSATION, 'one');

    await clock.advance(19_999);
    expect(attempts).toHaveLength(1);
    await clock.advance(1);

    expect(attempts).toHaveLength(2);
  });

  it('is over when its message arrives by another way', async () => {
    const { openPage, clock, attempts, fail, storage } = setup();
    const { outbox, states } = await openPage();
    fail(noAnswer);
    await outbox.enqueue(CONVERSATION, 'one');
    await settle();

    outbox.onDelivered('id-1');
    await clock.advance(60_000);

    expect(attempts).toHaveLength(1);
    expect(states()).toEqual([]);
    expect(storage.items.size).toBe(0);
  });
});

describe('a refused message', () => {
  it('is not repeated, and does not hold up the next', async () => {
    const { openPage, clock, attempts, fail } = setup();
    const { outbox, sent, states } = await openPage();
    fail(refusal);
    await outbox.enqueue(CONVERSATION, 'one');
    await clock.advance(60_000);
    expect(attempts).toEqual(['one']);

    fail(null);
    await outbox.enqueue(CONVERSATION, 'two');
    outbox.resume();
    await settle();

    expect(sent()).toEqual(['two']);
    expect(states()).toEqual(['one: failed']);
  });

  it('goes again when asked to', async () => {
    const { openPage, fail } = setup();
    const { outbox, sent } = await openPage();
    fail(refusal);
    await outbox.enqueue(CONVERSATION, 'one');
    await settle();

    fail(null);
    outbox.retry('id-1');
    await settle();

    expect(sent()).toEqual(['one']);
  });

  it('is still refused after a reload', async () => {
    const { openPage, fail } = setup();
    const before = await openPage();
    fail(refusal);
    await before.outbox.enqueue(CONVERSATION, 'one');
    await settle();
    before.outbox.stop({ isForgotten: false });

    fail(null);
    const after = await openPage();
    await settle();

    expect(after.states()).toEqual(['one: failed']);
    expect(after.sent()).toEqual([]);
  });

  it('is gone when discarded', async () => {
    const { openPage, fail, storage } = setup();
    const { outbox, states } = await openPage();
    fail(refusal);
    await outbox.enqueue(CONVERSATION, 'one');
    await settle();

    outbox.discard('id-1');

    expect(states()).toEqual([]);
    expect(storage.items.size).toBe(0);
  });
});

describe('a page that ends', () => {
  it('leaves what it had not sent to the next one, in order', async () => {
    const { openPage, fail, waiting, slowDown, storage } = setup();
    const before = await openPage();
    slowDown();
    for (const text of ['one', 'two', 'three']) await before.outbox.enqueue(CONVERSATION, text);
    before.outbox.stop({ isForgotten: false });
    fail(null);

    const after = await openPage();
    expect(after.states()).toEqual(['one: sending', 'two: queued', 'three: queued']);
    // The attempt of the page that is gone, and those of the new one.
    for (let turn = 0; turn < 4; turn++) {
      waiting.shift()?.resolve();
      await settle();
    }

    expect(after.sent()).toEqual(['one', 'two', 'three']);
    expect(storage.items.size).toBe(0);
  });

  it('because its user signed out leaves nothing', async () => {
    const { openPage, storage, fail } = setup();
    const { outbox, states } = await openPage();
    fail(noAnswer);
    await outbox.enqueue(CONVERSATION, 'one');

    outbox.stop({ isForgotten: true });
    await settle();

    expect(states()).toEqual([]);
    expect(storage.items.size).toBe(0);
  });

  it('hears nothing more of what was under way', async () => {
    const { openPage, waiting, slowDown } = setup();
    const { outbox, sent, states } = await openPage();
    slowDown();
    await outbox.enqueue(CONVERSATION, 'of somebody else');

    outbox.stop({ isForgotten: true });
    waiting[0]?.resolve();
    await settle();

    expect(sent()).toEqual([]);
    expect(states()).toEqual([]);
  });

  it('because its session expired keeps its messages for the next one', async () => {
    const { openPage, storage, fail, attempts, clock } = setup();
    const { outbox } = await openPage();
    fail(signedOut);
    await outbox.enqueue(CONVERSATION, 'one');
    await clock.advance(60_000);

    outbox.stop({ isForgotten: false });

    expect(attempts).toEqual(['one']);
    expect([...storage.items.values()]).toMatchObject([{ content: 'one', state: 'queued' }]);
  });
});

describe('two pages of one browser', () => {
  it('share one sender, and show the same', async () => {
    const { openPage, attempts, waiting, slowDown } = setup();
    const leader = await openPage();
    const follower = await openPage({ isLeading: false });
    slowDown();

    await follower.outbox.enqueue(CONVERSATION, 'one');
    await leader.outbox.enqueue(CONVERSATION, 'two');
    await settle();
    expect(attempts).toEqual(['one']);
    expect(follower.states()).toEqual(['one: sending', 'two: queued']);
    expect(leader.states()).toEqual(['one: sending', 'two: queued']);
    for (let turn = 0; turn < 2; turn++) {
      waiting.shift()?.resolve();
      await settle();
    }

    expect(attempts).toEqual(['one', 'two']);
    expect(follower.states()).toEqual([]);
    expect(follower.sent()).toEqual(['one', 'two']);
    expect(leader.sent()).toEqual(['one', 'two']);
  });

  it('pass the lead on with what is unsent', async () => {
    const { openPage, fail } = setup();
    const leader = await openPage();
    const follower = await openPage({ isLeading: false });
    fail(noAnswer);
    await leader.outbox.enqueue(CONVERSATION, 'one');

    leader.outbox.stop({ isForgotten: false });
    fail(null);
    await follower.outbox.setLeading(true);
    await settle();

    expect(follower.sent()).toEqual(['one']);
    expect(follower.states()).toEqual([]);
  });

  it('retry and discard for each other', async () => {
    const { openPage, fail, attempts } = setup();
    const leader = await openPage();
    const follower = await openPage({ isLeading: false });
    fail(refusal);
    await leader.outbox.enqueue(CONVERSATION, 'one');
    await leader.outbox.enqueue(CONVERSATION, 'two');
    await settle();
    expect(follower.states()).toEqual(['one: failed', 'two: failed']);

    fail(null);
    follower.outbox.discard('id-1');
    follower.outbox.retry('id-2');
    await settle();

    expect(attempts).toEqual(['one', 'two', 'two']);
    expect(leader.sent()).toEqual(['two']);
    expect(leader.states()).toEqual([]);
    expect(follower.states()).toEqual([]);
  });
});
