import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../functions/contracts/http/conversations.ts';
import type { Message } from '../../functions/contracts/http/messages.ts';
import type { ServerEvent } from '../../functions/contracts/realtime.ts';
import { applyEvent } from '../../web/src/realtime/apply-event.ts';
import { createCache, keys } from '../../web/src/realtime/cache.ts';
import { foldSent } from '../../web/src/realtime/fold-sent.ts';
import { windowOf } from '../../web/src/realtime/message-window.ts';
import {
  aConversation,
  aMessage,
  CONVERSATION,
  ME,
  myMessage,
  newMessage,
  PEER,
  readUpTo,
} from './support/builders.ts';

const setup = ({
  conversation = aConversation({ ver: 3, last_seq: 2 }),
  messages = [aMessage(1), aMessage(2)],
}: {
  conversation?: Conversation;
  messages?: Message[];
} = {}) => {
  const client = new QueryClient();
  const cache = createCache(client);
  client.setQueryData(keys.conversations, { [conversation.id]: conversation });
  client.setQueryData(
    keys.messages(conversation.id),
    windowOf({ items: messages.toReversed(), next_cursor: null }, conversation.last_seq),
  );
  return {
    client,
    cache,
    apply: (event: ServerEvent) => applyEvent(cache, event, ME),
    conversation: () => cache.conversation(CONVERSATION),
    window: () => cache.window(CONVERSATION),
    contents: () => cache.window(CONVERSATION)?.messages.map(({ content }) => content),
  };
};

describe('a new message', () => {
  it('is put at the end, counted as unread and shown as the last one', () => {
    const { apply, conversation, contents, window } = setup();

    const missing = apply(newMessage(aMessage(3), 4));

    expect(missing).toBeNull();
    expect(contents()).toEqual(['message 1', 'message 2', 'message 3']);
    expect(window()?.logSeq).toBe(3);
    expect(conversation()).toMatchObject({ ver: 4, last_seq: 3, unread_count: 1 });
    expect(conversation()?.last_message).toMatchObject({ seq: 3, preview: 'message 3' });
  });

  it('of the user on another device is not unread', () => {
    const { apply, conversation } = setup();

    apply(newMessage(myMessage(3), 4));

    expect(conversation()).toMatchObject({ ver: 4, unread_count: 0 });
  });

  it('to oneself is not unread', () => {
    const { apply, conversation } = setup();

    apply(newMessage(aMessage(3, { sender_id: ME, receiver_id: ME, is_read: true }), 4));

    expect(conversation()?.unread_count).toBe(0);
  });

  it('that arrives twice changes nothing the second time', () => {
    const { apply, conversation, window } = setup();
    apply(newMessage(aMessage(3), 4));
    const [conversationBefore, windowBefore] = [conversation(), window()];

    const missing = apply(newMessage(aMessage(3), 4));

    expect(missing).toBeNull();
    expect(conversation()).toBe(conversationBefore);
    expect(window()).toBe(windowBefore);
  });

  it('after a gap is shown at once, and what is missing is asked for', () => {
    const { apply, conversation, contents, window } = setup();

    const missing = apply(newMessage(aMessage(4), 5));

    expect(missing).toEqual({ conversationId: CONVERSATION });
    expect(contents()).toEqual(['message 1', 'message 2', 'message 4']);
    expect(window()?.logSeq).toBe(2);
    expect(conversation()).toMatchObject({ ver: 3, last_seq: 2, unread_count: 0 });
  });

  it('that closes a gap takes its place', () => {
    const { apply, contents } = setup();
    apply(newMessage(aMessage(4), 5));

    apply(newMessage(aMessage(3), 4));

    expect(contents()).toEqual(['message 1', 'message 2', 'message 3', 'message 4']);
  });

  it('of an unknown conversation is asked for', () => {
    const { client, apply } = setup();
    client.setQueryData(keys.conversations, {});

    expect(apply(newMessage(aMessage(3), 4))).toEqual({ conversationId: CONVERSATION });
  });

  it('before the list is loaded asks for the list', () => {
    const { client, apply } = setup();
    client.removeQueries({ queryKey: keys.conversations });

    expect(apply(newMessage(aMessage(3), 4))).toBe('list');
  });
});

describe('an edit', () => {
  const edited = (rev: number, content: string): ServerEvent => ({
    type: 'message:update',
    conversation_id: CONVERSATION,
    seq: rev,
    ver: rev + 1,
    payload: aMessage(2, { rev, content, edited_at: '2026-01-01T11:00:00.000Z' }),
  });

  it('replaces the text, in the list too when it is the last message', () => {
    const last = aMessage(2);
    const { apply, contents, conversation } = setup({
      conversation: aConversation({
        ver: 3,
        last_seq: 2,
        unread_count: 2,
        last_message: {
          id: last.id,
          seq: 2,
          sender_id: PEER,
          preview: 'message 2',
          has_attachments: false,
          deleted: false,
          created_at: last.created_at,
        },
      }),
    });

    apply(edited(3, 'better'));

    expect(contents()).toEqual(['message 1', 'better']);
    expect(conversation()).toMatchObject({ ver: 4, last_seq: 3, unread_count: 2 });
    expect(conversation()?.last_message?.preview).toBe('better');
  });

  it('that is older than the one held is dropped', () => {
    const { apply, contents } = setup();
    apply(edited(4, 'second edit'));

    apply(edited(3, 'first edit'));

    expect(contents()).toEqual(['message 1', 'second edit']);
  });
});

describe('a deletion', () => {
  const deleted = (isRead: boolean): ServerEvent => ({
    type: 'message:delete',
    conversation_id: CONVERSATION,
    seq: 3,
    ver: 4,
    payload: aMessage(2, {
      rev: 3,
      content: null,
      is_read: isRead,
      deleted_at: '2026-01-01T11:00:00.000Z',
    }),
  });
  const withUnread = { conversation: aConversation({ ver: 3, last_seq: 2, unread_count: 2 }) };

  it('of an unread message takes one off unread', () => {
    const { apply, contents, conversation } = setup(withUnread);

    apply(deleted(false));

    expect(contents()).toEqual(['message 1', null]);
    expect(conversation()?.unread_count).toBe(1);
    expect(conversation()?.last_message).toMatchObject({ deleted: true, preview: '' });
  });

  it('of a read message leaves unread alone', () => {
    const { apply, conversation } = setup(withUnread);

    apply(deleted(true));

    expect(conversation()?.unread_count).toBe(2);
  });
});

describe('a read mark', () => {
  it('of the peer moves their mark', () => {
    const { apply, conversation } = setup();

    expect(apply(readUpTo(PEER, 2, 4))).toBeNull();

    expect(conversation()).toMatchObject({ ver: 4, peer_read_seq: 2, my_read_seq: 0 });
  });

  it('of the user on another device up to the end clears unread', () => {
    const { apply, conversation } = setup({
      conversation: aConversation({ ver: 3, last_seq: 2, unread_count: 2 }),
    });

    apply(readUpTo(ME, 2, 4));

    expect(conversation()).toMatchObject({ ver: 4, my_read_seq: 2, unread_count: 0 });
  });

  it('of the user in the middle is asked for: only the server can count the rest', () => {
    const { apply, conversation } = setup({
      conversation: aConversation({ ver: 3, last_seq: 2, unread_count: 2 }),
    });

    expect(apply(readUpTo(ME, 1, 4))).toEqual({ conversationId: CONVERSATION });
    expect(conversation()).toMatchObject({ ver: 3, unread_count: 2 });
  });

  it('that the cache holds already changes nothing', () => {
    const { apply, conversation } = setup();

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

  it('by the user takes one off unread; its entry is asked for', () => {
    const { apply, conversation, window } = setup({
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

  it('by the peer shows on the message, and leaves unread alone', () => {
    const { apply, conversation, window } = setup({ messages: [myMessage(1), myMessage(2)] });

    apply(readOne(PEER, 2, 3));

    expect(window()?.messages.map(({ is_read }) => is_read)).toEqual([false, true]);
    expect(conversation()?.unread_count).toBe(0);
  });

  it('of a conversation that is not open asks for nothing', () => {
    const { apply, client, conversation } = setup({
      conversation: aConversation({ ver: 3, last_seq: 2, unread_count: 2 }),
    });
    client.removeQueries({ queryKey: keys.messages(CONVERSATION) });

    expect(apply(readOne(ME, 1, 3))).toBeNull();

    expect(conversation()).toMatchObject({ ver: 4, unread_count: 1 });
  });

  it('that arrives twice counts once', () => {
    const { apply, conversation } = setup({
      conversation: aConversation({ ver: 3, last_seq: 2, unread_count: 2 }),
    });
    apply(readOne(ME, 1, 3));

    apply(readOne(ME, 1, 3));

    expect(conversation()?.unread_count).toBe(1);
  });
});

it('a send that is told again under a later version is asked for, not counted again', () => {
  const { apply, conversation } = setup({
    conversation: aConversation({ ver: 3, last_seq: 2, unread_count: 2 }),
  });

  const missing = apply(newMessage(aMessage(2), 4));

  expect(missing).toEqual({ conversationId: CONVERSATION });
  expect(conversation()).toMatchObject({ ver: 3, unread_count: 2 });
});

describe('the answer to a send', () => {
  it('is shown before its event', () => {
    const { cache, contents, conversation } = setup();

    foldSent(cache, myMessage(3));

    expect(contents()).toEqual(['message 1', 'message 2', 'message 3']);
    expect(conversation()).toMatchObject({ ver: 3, last_seq: 2 });
    expect(conversation()?.last_message).toMatchObject({ seq: 3 });
  });

  it('that comes after an edit does not bring the old text back', () => {
    const { cache, apply, contents, conversation } = setup();
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
  it('a new conversation joins the list', () => {
    const { apply, cache } = setup();
    const other = aConversation({ id: '44444444-4444-4444-8444-444444444444' });

    apply({
      type: 'conversation:new',
      conversation_id: other.id,
      ver: other.ver,
      payload: other,
    });

    expect(Object.keys(cache.conversations() ?? {})).toEqual([CONVERSATION, other.id]);
  });

  it('an old copy of a conversation does not replace a newer one', () => {
    const { apply, conversation } = setup();

    apply({
      type: 'conversation:new',
      conversation_id: CONVERSATION,
      ver: 1,
      payload: aConversation({ ver: 1 }),
    });

    expect(conversation()?.ver).toBe(3);
  });

  it('presence reaches the conversation with that person', () => {
    const { apply, conversation } = setup();

    apply({
      type: 'presence:update',
      payload: { user_id: PEER, online: true, last_seen: '2026-01-01T11:00:00.000Z' },
    });

    expect(conversation()?.peer).toMatchObject({ online: true });
    expect(conversation()?.ver).toBe(3);
  });

  it('an error or a pong changes nothing', () => {
    const { apply, cache } = setup();
    const before = cache.conversations();

    expect(apply({ type: 'pong', payload: {} })).toBeNull();
    expect(apply({ type: 'error', payload: { code: 4401, detail: '' } })).toBeNull();

    expect(cache.conversations()).toBe(before);
  });
});
