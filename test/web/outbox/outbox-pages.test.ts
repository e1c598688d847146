import { describe, expect, it } from 'vitest';
import { CONVERSATION } from '#test/web/support/builders.ts';
import { settle } from '#test/web/support/fake-timers.ts';
import { noAnswer, refusal, setupOutbox, signedOut } from '#test/web/support/outbox-setup.ts';

describe('a page that closes', () => {
  it('leaves its unsent messages to the next one, in order', async () => {
    const { openPage, fail, waiting, slowDown, storage } = setupOutbox();
    const before = await openPage();
    slowDown();
    for (const text of ['one', 'two', 'three'])
      await before.outbox.enqueue(CONVERSATION, { content: text });
    before.outbox.stop({ isForgotten: false });
    fail(null);

    const after = await openPage();
    expect(after.states()).toEqual(['one: sending', 'two: queued', 'three: queued']);
    // The attempt of the closed page, and those of the new one.
    for (let turn = 0; turn < 4; turn++) {
      waiting.shift()?.resolve();
      await settle();
    }

    expect(after.sent()).toEqual(['one', 'two', 'three']);
    expect(storage.items.size).toBe(0);
  });

  it('after a sign-out leaves nothing', async () => {
    const { openPage, storage, fail } = setupOutbox();
    const { outbox, states } = await openPage();
    fail(noAnswer);
    await outbox.enqueue(CONVERSATION, { content: 'one' });

    outbox.stop({ isForgotten: true });
    await settle();

    expect(states()).toEqual([]);
    expect(storage.items.size).toBe(0);
  });

  it('ignores pending responses', async () => {
    const { openPage, waiting, slowDown } = setupOutbox();
    const { outbox, sent, states } = await openPage();
    slowDown();
    await outbox.enqueue(CONVERSATION, { content: 'of somebody else' });

    outbox.stop({ isForgotten: true });
    waiting[0]?.resolve();
    await settle();

    expect(sent()).toEqual([]);
    expect(states()).toEqual([]);
  });

  it('after an expired session keeps its messages for the next one', async () => {
    const { openPage, storage, fail, attempts, clock } = setupOutbox();
    const { outbox } = await openPage();
    fail(signedOut);
    await outbox.enqueue(CONVERSATION, { content: 'one' });
    await clock.advance(60_000);

    outbox.stop({ isForgotten: false });

    expect(attempts).toEqual(['one']);
    expect([...storage.items.values()]).toMatchObject([{ content: 'one', state: 'queued' }]);
  });
});

describe('two tabs of a browser', () => {
  it('share one sender, and show the same', async () => {
    const { openPage, attempts, waiting, slowDown } = setupOutbox();
    const leader = await openPage();
    const follower = await openPage({ isLeading: false });
    slowDown();

    await follower.outbox.enqueue(CONVERSATION, { content: 'one' });
    await leader.outbox.enqueue(CONVERSATION, { content: 'two' });
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

  it('pass the lead on with unsent messages', async () => {
    const { openPage, fail } = setupOutbox();
    const leader = await openPage();
    const follower = await openPage({ isLeading: false });
    fail(noAnswer);
    await leader.outbox.enqueue(CONVERSATION, { content: 'one' });

    leader.outbox.stop({ isForgotten: false });
    fail(null);
    await follower.outbox.setLeading(true);
    await settle();

    expect(follower.sent()).toEqual(['one']);
    expect(follower.states()).toEqual([]);
  });

  it('retry and discard for each other', async () => {
    const { openPage, fail, attempts } = setupOutbox();
    const leader = await openPage();
    const follower = await openPage({ isLeading: false });
    fail(refusal);
    await leader.outbox.enqueue(CONVERSATION, { content: 'one' });
    await leader.outbox.enqueue(CONVERSATION, { content: 'two' });
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

it('a tab that becomes leader finds messages that a closed tab stored without announcing them', async () => {
  const { openPage, storage } = setupOutbox();
  const follower = await openPage({ isLeading: false });
  await storage.put({
    clientId: 'stored',
    conversationId: CONVERSATION,
    content: 'stored, never announced',
    createdAt: '2026-01-01T00:00:00.000Z',
    order: 1,
    state: 'queued',
  });

  await follower.outbox.setLeading(true);
  await settle();

  expect(follower.sent()).toEqual(['stored, never announced']);
});

it('a late event does not restore a sent message', async () => {
  const { openPage, bus } = setupOutbox();
  const { outbox, states, sent } = await openPage();
  void outbox.enqueue(CONVERSATION, { content: 'one' });
  const [item] = outbox.store.getState().items;
  await settle();

  bus().topic('outbox').post({ kind: 'item', item });
  await settle();

  expect(states()).toEqual([]);
  expect(sent()).toEqual(['one']);
});
