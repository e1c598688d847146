import { describe, expect, it } from 'vitest';
import { foldSent } from '#client/sync/fold-sent.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import { keys } from '#site/sync/query-cache.ts';
import {
  aConversation,
  aMessage,
  CONVERSATION,
  ME,
  myMessage,
  newMessage,
  PEER,
  readUpTo,
} from '#test/web/support/builders.ts';
import { setupReplica } from '#test/web/support/replica-setup.ts';

describe('a read mark', () => {
  it('of the peer moves the peer’s mark', () => {
    const { apply, conversation } = setupReplica();

    expect(apply(readUpTo(PEER, 2, 4))).toBeNull();

    expect(conversation()).toMatchObject({ ver: 4, peer_read_seq: 2, my_read_seq: 0 });
  });

  it('of the user on another device up to the end clears the unread count', () => {
    const { apply, conversation } = setupReplica({
      conversation: aConversation({ ver: 3, last_seq: 2, unread_count: 2 }),
    });

    apply(readUpTo(ME, 2, 4));

    expect(conversation()).toMatchObject({ ver: 4, my_read_seq: 2, unread_count: 0 });
  });

  it('of the user in the middle requests the count, which only the server knows', () => {
    const { apply, conversation } = setupReplica({
      conversation: aConversation({ ver: 3, last_seq: 2, unread_count: 2 }),
    });

    expect(apply(readUpTo(ME, 1, 4))).toEqual({ conversationId: CONVERSATION });
    expect(conversation()).toMatchObject({ ver: 3, unread_count: 2 });
  });

  it('that is already applied changes nothing', () => {
    const { apply, conversation } = setupReplica();

    expect(apply(readUpTo(PEER, 1, 3))).toBeNull();

    expect(conversation()?.peer_read_seq).toBe(0);
  });
});

describe('a single read', () => {
  const readOne = (userId: string, messageSeq: number, seq: number): ServerEvent => ({
    type: 'message:read',
    conversation_id: CONVERSATION,
    seq,
    ver: seq + 1,
    payload: { user_id: userId, message_id: `m${messageSeq}`, seq: messageSeq },
  });

  it('by the user lowers the unread count by one and requests its log entry', () => {
    const { apply, conversation, window } = setupReplica({
      conversation: aConversation({ ver: 3, last_seq: 2, unread_count: 2 }),
    });

    const missing = apply(readOne(ME, 1, 3));

    expect(missing).toEqual({ conversationId: CONVERSATION });
    expect(conversation()).toMatchObject({ ver: 4, last_seq: 3, unread_count: 1 });
    expect(window()?.messages.map(({ is_read, rev }) => ({ is_read, rev }))).toEqual([
      { is_read: true, rev: 1 },
      { is_read: false, rev: 2 },
    ]);
    expect(window()?.logSeq).toBe(2);
  });

  it('by the peer is shown on the message, and keeps the unread count', () => {
    const { apply, conversation, window } = setupReplica({
      messages: [myMessage(1), myMessage(2)],
    });

    apply(readOne(PEER, 2, 3));

    expect(window()?.messages.map(({ is_read }) => is_read)).toEqual([false, true]);
    expect(conversation()?.unread_count).toBe(0);
  });

  it('of a conversation that is not open requests nothing', () => {
    const { apply, client, conversation } = setupReplica({
      conversation: aConversation({ ver: 3, last_seq: 2, unread_count: 2 }),
    });
    client.removeQueries({ queryKey: keys.messages(CONVERSATION) });

    expect(apply(readOne(ME, 1, 3))).toBeNull();

    expect(conversation()).toMatchObject({ ver: 4, unread_count: 1 });
  });

  it('that arrives twice counts once', () => {
    const { apply, conversation } = setupReplica({
      conversation: aConversation({ ver: 3, last_seq: 2, unread_count: 2 }),
    });
    apply(readOne(ME, 1, 3));

    apply(readOne(ME, 1, 3));

    expect(conversation()?.unread_count).toBe(1);
  });
});

it('a repeated send event with a later version causes a catch-up, and is not counted again', () => {
  const { apply, conversation } = setupReplica({
    conversation: aConversation({ ver: 3, last_seq: 2, unread_count: 2 }),
  });

  const missing = apply(newMessage(aMessage(2), 4));

  expect(missing).toEqual({ conversationId: CONVERSATION });
  expect(conversation()).toMatchObject({ ver: 3, unread_count: 2 });
});

describe('the response to a send', () => {
  it('is shown before its event', () => {
    const { cache, contents, conversation } = setupReplica();

    foldSent(cache, myMessage(3));

    expect(contents()).toEqual(['message 1', 'message 2', 'message 3']);
    expect(conversation()).toMatchObject({ ver: 3, last_seq: 2 });
    expect(conversation()?.last_message).toMatchObject({ seq: 3 });
  });

  it('after an edit does not restore the old text', () => {
    const { cache, apply, contents, conversation } = setupReplica();
    apply(newMessage(myMessage(3), 4));
    apply({
      type: 'message:update',
      conversation_id: CONVERSATION,
      seq: 4,
      ver: 5,
      payload: myMessage(3, { rev: 4, content: 'better' }),
    });

    foldSent(cache, myMessage(3));

    expect(contents()?.at(-1)).toBe('better');
    expect(conversation()?.last_message?.preview).toBe('better');
  });
});

describe('other events', () => {
  it('add a new conversation to the list', () => {
    const { apply, cache } = setupReplica();
    const other = aConversation({ id: '44444444-4444-4444-8444-444444444444' });

    apply({
      type: 'conversation:new',
      conversation_id: other.id,
      ver: other.ver,
      payload: other,
    });

    expect(Object.keys(cache.conversations() ?? {})).toEqual([CONVERSATION, other.id]);
  });

  it('ignore an old copy of a conversation', () => {
    const { apply, conversation } = setupReplica();

    apply({
      type: 'conversation:new',
      conversation_id: CONVERSATION,
      ver: 1,
      payload: aConversation({ ver: 1 }),
    });

    expect(conversation()?.ver).toBe(3);
  });

  it('update the presence of a peer', () => {
    const { apply, conversation } = setupReplica();

    apply({
      type: 'presence:update',
      payload: { user_id: PEER, online: true, last_seen: '2026-01-01T11:00:00.000Z' },
    });

    expect(conversation()?.peer).toMatchObject({ online: true });
    expect(conversation()?.ver).toBe(3);
  });

  it('change nothing for an error or a pong', () => {
    const { apply, cache } = setupReplica();
    const before = cache.conversations();

    expect(apply({ type: 'pong', payload: {} })).toBeNull();
    expect(apply({ type: 'error', payload: { code: 4401, detail: '' } })).toBeNull();

    expect(cache.conversations()).toBe(before);
  });
});
