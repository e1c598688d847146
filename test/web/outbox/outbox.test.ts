import { describe, expect, it } from 'vitest';
import { ApiError } from '#client/http/api-error.ts';
import type { OutboxItem } from '#client/outbox/item.ts';
import { CONVERSATION } from '#test/web/support/builders.ts';
import { settle } from '#test/web/support/fake-timers.ts';
import { noAnswer, OTHER, refusal, setupOutbox } from '#test/web/support/outbox-setup.ts';

describe('sending', () => {
  it('happens one by one in a conversation, in the order written', async () => {
    const { openPage, attempts, waiting, slowDown } = setupOutbox();
    const { outbox, states } = await openPage();
    slowDown();

    void outbox.enqueue(CONVERSATION, { content: 'one' });
    void outbox.enqueue(CONVERSATION, { content: 'two' });
    await settle();
    expect(attempts).toEqual(['one']);
    expect(states()).toEqual(['one: sending', 'two: queued']);
    waiting[0]?.resolve();
    await settle();

    expect(attempts).toEqual(['one', 'two']);
    expect(states()).toEqual(['two: sending']);
  });

  it('in one conversation does not wait for another', async () => {
    const { openPage, attempts, slowDown } = setupOutbox();
    const { outbox } = await openPage();
    slowDown();

    void outbox.enqueue(CONVERSATION, { content: 'here' });
    void outbox.enqueue(OTHER, { content: 'there' });
    await settle();

    expect(attempts).toEqual(['here', 'there']);
  });

  it('passes the message on, and then removes it from the outbox', async () => {
    const { openPage, storage } = setupOutbox();
    const { outbox, sent, states } = await openPage();

    await outbox.enqueue(CONVERSATION, { content: 'one' });
    await settle();

    expect(sent()).toEqual(['one']);
    expect(states()).toEqual([]);
    expect(storage.items.size).toBe(0);
  });

  it('starts only when the item is persisted', async () => {
    const { openPage, storage, attempts, fail } = setupOutbox();
    fail(noAnswer);
    const { outbox, states } = await openPage();
    let isStored: () => void = () => undefined;
    storage.put = () =>
      new Promise((resolve) => {
        isStored = resolve;
      });

    void outbox.enqueue(CONVERSATION, { content: 'one' });
    outbox.resume();
    await settle();
    expect(attempts).toEqual([]);
    // `queued` is shown as "Waiting to be sent", which says that it will be.
    expect(states()).toEqual(['one: sending']);
    isStored();
    await settle();

    expect(attempts).toEqual(['one']);
    expect(states()).toEqual(['one: queued']);
  });

  it('includes items of a store that answered too late for the start', async () => {
    const { openPage, storage, attempts, fail } = setupOutbox();
    fail(noAnswer);
    await (await openPage({ isLeading: false })).outbox.enqueue(CONVERSATION, { content: 'one' });
    const [stored] = [...storage.items.values()];
    let answer: ((items: OutboxItem[]) => void) | undefined;
    storage.load = async (onLate) => {
      answer ??= onLate;
      return [];
    };
    const { states } = await openPage();
    await settle();
    expect(states()).toEqual([]);

    answer?.(stored ? [stored] : []);
    await settle();

    expect(attempts).toEqual(['one']);
    expect(states()).toEqual(['one: queued']);
  });

  it('works without any storage', async () => {
    const { openPage, storage } = setupOutbox();
    storage.put = storage.remove = () => Promise.reject(new Error('private window'));
    const { outbox, sent } = await openPage();

    await outbox.enqueue(CONVERSATION, { content: 'one' });
    await settle();

    expect(sent()).toEqual(['one']);
  });
});

describe('a send without a response', () => {
  it('is repeated under the same client_id, with growing pauses, without a limit', async () => {
    const { openPage, clock, attempts, fail } = setupOutbox();
    const { outbox, sent, states } = await openPage();
    fail(noAnswer);
    await outbox.enqueue(CONVERSATION, { content: 'one' });
    await outbox.enqueue(CONVERSATION, { content: 'two' });
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

  it('is repeated at once when the server can be reached again', async () => {
    const { openPage, clock, fail } = setupOutbox();
    const { outbox, sent } = await openPage();
    fail(noAnswer);
    await outbox.enqueue(CONVERSATION, { content: 'one' });
    await clock.advance(60_000);

    fail(null);
    outbox.resume();
    await settle();

    expect(sent()).toEqual(['one']);
  });

  it('waits as long as the server requests', async () => {
    const { openPage, clock, attempts, fail } = setupOutbox();
    const { outbox } = await openPage();
    fail(() => new ApiError(429, 'gateway', { retryAfterSeconds: 20 }));
    await outbox.enqueue(CONVERSATION, { content: 'one' });

    await clock.advance(19_999);
    expect(attempts).toHaveLength(1);
    await clock.advance(1);

    expect(attempts).toHaveLength(2);
  });

  it('ends when its message arrives in another way', async () => {
    const { openPage, clock, attempts, fail, storage } = setupOutbox();
    const { outbox, states } = await openPage();
    fail(noAnswer);
    await outbox.enqueue(CONVERSATION, { content: 'one' });
    await settle();

    outbox.onDelivered('id-1');
    await clock.advance(60_000);

    expect(attempts).toHaveLength(1);
    expect(states()).toEqual([]);
    expect(storage.items.size).toBe(0);
  });
});

describe('a refused message', () => {
  it('is not repeated, and does not delay the next one', async () => {
    const { openPage, clock, attempts, fail } = setupOutbox();
    const { outbox, sent, states } = await openPage();
    fail(refusal);
    await outbox.enqueue(CONVERSATION, { content: 'one' });
    await clock.advance(60_000);
    expect(attempts).toEqual(['one']);

    fail(null);
    await outbox.enqueue(CONVERSATION, { content: 'two' });
    outbox.resume();
    await settle();

    expect(sent()).toEqual(['two']);
    expect(states()).toEqual(['one: failed']);
  });

  it('is sent again on request', async () => {
    const { openPage, fail } = setupOutbox();
    const { outbox, sent } = await openPage();
    fail(refusal);
    await outbox.enqueue(CONVERSATION, { content: 'one' });
    await settle();

    fail(null);
    outbox.retry('id-1');
    await settle();

    expect(sent()).toEqual(['one']);
  });

  it('is still refused after a reload', async () => {
    const { openPage, fail } = setupOutbox();
    const before = await openPage();
    fail(refusal);
    await before.outbox.enqueue(CONVERSATION, { content: 'one' });
    await settle();
    before.outbox.stop({ isForgotten: false });

    fail(null);
    const after = await openPage();
    await settle();

    expect(after.states()).toEqual(['one: failed']);
    expect(after.sent()).toEqual([]);
  });

  it('is removed when it is discarded', async () => {
    const { openPage, fail, storage } = setupOutbox();
    const { outbox, states } = await openPage();
    fail(refusal);
    await outbox.enqueue(CONVERSATION, { content: 'one' });
    await settle();

    outbox.discard('id-1');

    expect(states()).toEqual([]);
    expect(storage.items.size).toBe(0);
  });
});
