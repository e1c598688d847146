import { describe, expect, it } from 'vitest';
import type { DisappearingSeconds } from '#contracts/http/disappearing/times.ts';
import { wordsOf } from '#contracts/texts/find-words.ts';
import { haveBothWritten, stateOf } from '#core/domain/conversation.ts';
import type { Message } from '#core/domain/message.ts';
import { matcherOf } from '#core/domain/message-search.ts';
import { readMessage, readUpTo, send } from '#test/support/ports/actions.ts';
import { day, set, setup } from '#test/support/ports/expiring.ts';
import type { OpenStores } from '#test/support/ports/stores.ts';
import { describeMany } from './expiry-many.suite.ts';
import { describeRemoval } from './expiry-removal.suite.ts';

const describeSetting = (open: OpenStores): void => {
  it('is stored with a notice that no list of messages has and nobody must read', async () => {
    const { stores, ann, bob, id, notice, first, current, seenBy } = await setup(open);

    const { clock } = stores;
    const conversation = await current();
    expect(conversation.disappearing).toEqual({
      after: day,
      setBy: ann.id,
      setAt: notice?.createdAt,
    });
    expect(conversation.nextExpiry).toBe(first.message.expiresAt);
    expect(first.message.expiresAt).toBe(clock.now() - 1 + day * 1_000);
    expect(await stores.conversations.getMessage(id, 2)).toEqual(notice);
    expect(notice).toMatchObject({ notice: { kind: 'disappearing', after: day }, content: null });
    expect(await seenBy(bob.id)).toMatchObject({
      history: ['the second secret', 'the first secret', null, 'a secret that stays'],
      all: ['a secret that stays', 'the first secret'],
      unread: ['a secret that stays', 'the first secret'],
      sent: ['the second secret'],
      found: ['the second secret', 'the first secret', 'a secret that stays'],
      unreadCount: 2,
    });
  });

  it('that is turned off, or changed, applies to later messages only', async () => {
    const { stores, bob, id, current, seenBy } = await setup(open);
    await set(stores, id, bob.id, (90 * day) as DisappearingSeconds);
    await send(stores, id, { senderId: bob.id, content: 'a secret of 90 days' });
    await set(stores, id, bob.id, null);
    await send(stores, id, { senderId: bob.id, content: 'a secret for good' });
    expect(await set(stores, id, bob.id, null)).toBeNull();

    stores.clock.advance(7 * day * 1_000);
    const after7 = (await seenBy(bob.id)).sent;
    stores.clock.advance(90 * day * 1_000);
    const after97 = (await seenBy(bob.id)).sent;

    expect(after7).toEqual(['a secret of 90 days', 'a secret for good']);
    expect(after97).toEqual(['a secret for good']);
    expect(await current()).not.toHaveProperty('nextExpiry');
  });
};

const describeReaders = (open: OpenStores): void => {
  it('is hidden by every reader from its time on, and not before', async () => {
    const { stores, ann, bob, id, first, second, current, seenBy, expire } = await setup(open);
    stores.clock.advance(-1);
    expire();
    const before = await seenBy(bob.id);
    const beforeConversation = await current();
    stores.clock.advance(1);

    const after = await seenBy(bob.id);

    expect(before.history[1]).toBe('the first secret');
    expect(stateOf(beforeConversation, bob.id)).toMatchObject({ unread: 2, received: 2 });
    expect(after).toEqual({
      history: ['the second secret', null, null, 'a secret that stays'],
      log: ['1 a secret that stays', '2 null', '3 null', '4 the second secret'],
      all: ['a secret that stays'],
      unread: ['a secret that stays'],
      read: [],
      sent: ['the second secret'],
      found: ['the second secret', 'a secret that stays'],
      foundHere: ['the second secret', 'a secret that stays'],
      unreadCount: 1,
      previews: ['the second secret', 'the second secret'],
    });
    const { seq, nextExpiry, states } = await current();
    expect({ seq, nextExpiry }).toEqual({ seq: 4, nextExpiry: second.message.expiresAt });
    expect(states[bob.id]).toEqual({ readSeq: 0, unread: 1, received: 1, sent: 1 });
    expect(states[ann.id]).toEqual({
      readSeq: 0,
      unread: 1,
      received: 1,
      sent: 1,
      hasWritten: true,
    });
    expect(await stores.conversations.getMessage(id, 3)).toEqual({
      ...first.message,
      content: null,
      deletedAt: first.message.expiresAt,
      updatedAt: first.message.expiresAt,
    });
  });

  it('has its time in a search and in a list by places', async () => {
    const { stores, bob, id, first } = await setup(open);
    const { expiresAt } = first.message;
    const matches = matcherOf(wordsOf('secret'));
    const stopAfter = { matches: 100, messages: 100, milliseconds: 60_000 };

    const { items } = await stores.conversations.search(bob.id, { matches, stopAfter });
    const places = [1, 3].map((seq) => ({ conversationId: id, seq }));
    const listed = await stores.conversations.getMessages(places);

    const timesOf = (messages: readonly Message[]) =>
      Object.fromEntries(messages.map((message) => [message.seq, message.expiresAt]));
    expect(timesOf(items.map(({ message }) => message))).toMatchObject({ 3: expiresAt });
    expect(timesOf(listed)).toEqual({ 1: undefined, 3: expiresAt });
  });

  it('is not found by a search that began before', async () => {
    const { stores, bob, expire } = await setup(open);
    const stopAfter = { matches: 100, messages: 100, milliseconds: 60_000 };
    const matches = matcherOf(wordsOf('secret'));

    const search = stores.conversations.search(bob.id, { matches, stopAfter });
    expire();
    const { items } = await search;

    expect(items.map(({ message }) => message.content)).not.toContain('the first secret');
  });

  it('is in no preview, and its author has written nevertheless', async () => {
    const { stores, ann, bob, current, seenBy, expire } = await setup(open);
    expire();
    stores.clock.advance(1);

    const { lastMessage } = await current();

    expect(lastMessage).toMatchObject({ seq: 4, preview: '', deleted: true });
    expect((await seenBy(ann.id)).previews).toEqual(['', '']);
    expect(stateOf(await current(), bob.id).sent).toBe(0);
    expect(haveBothWritten(await current())).toBe(true);
  });

  it('is in no conversation that is opened again', async () => {
    const { stores, current, expire } = await setup(open);
    const { members, ...rest } = await current();
    expire();
    stores.clock.advance(1);

    const opened = await stores.conversations.open({ ...rest, members });

    expect(opened).toMatchObject({
      created: false,
      conversation: { lastMessage: { preview: '' } },
    });
  });

  it('is a placeholder for a repeated send, a read and a change', async () => {
    const { stores, ann, bob, id, first, current, expire } = await setup(open);
    expire();

    const repeated = await send(stores, id, {
      senderId: ann.id,
      content: 'the first secret',
      clientId: first.message.clientId,
    });
    const seen = await stores.conversations.change(
      { conversationId: id, messageSeq: 3 },
      ({ message }) => ({ result: message }),
    );

    expect(repeated).toMatchObject({ created: false, message: { content: null } });
    expect(seen?.content).toBeNull();
    await readMessage(stores, first.message).catch(() => undefined);
    expect(await readUpTo(stores, id, bob.id, 3)).toBe(true);
    expect(stateOf(await current(), bob.id)).toMatchObject({ readSeq: 3, unread: 0, received: 1 });
  });
};

/** Disappearing messages. */
export const describeExpiry = (open: OpenStores): void => {
  describe('the time after which messages disappear', () => describeSetting(open));
  describe('an expired message', () => describeReaders(open));
  describe('one of many that expire at once', () => describeMany(open));
  describe('the removal of expired messages', () => describeRemoval(open));
};
