import { describe, expect, it } from 'vitest';
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
} from '#test/web/support/builders.ts';
import { setupReplica } from '#test/web/support/replica-setup.ts';

describe('a new message', () => {
  it('is appended, counted as unread and shown as the last one', () => {
    const { apply, conversation, contents, window } = setupReplica();

    const missing = apply(newMessage(aMessage(3), 4));

    expect(missing).toBeNull();
    expect(contents()).toEqual(['message 1', 'message 2', 'message 3']);
    expect(window()?.logSeq).toBe(3);
    expect(conversation()).toMatchObject({ ver: 4, last_seq: 3, unread_count: 1 });
    expect(conversation()?.last_message).toMatchObject({ seq: 3, preview: 'message 3' });
  });

  it('of the user on another device is not unread', () => {
    const { apply, conversation } = setupReplica();

    apply(newMessage(myMessage(3), 4));

    expect(conversation()).toMatchObject({ ver: 4, unread_count: 0 });
  });

  it('to oneself is not unread', () => {
    const { apply, conversation } = setupReplica();

    apply(newMessage(aMessage(3, { sender_id: ME, receiver_id: ME, is_read: true }), 4));

    expect(conversation()?.unread_count).toBe(0);
  });

  it('that arrives twice changes nothing the second time', () => {
    const { apply, conversation, window } = setupReplica();
    apply(newMessage(aMessage(3), 4));
    const [conversationBefore, windowBefore] = [conversation(), window()];

    const missing = apply(newMessage(aMessage(3), 4));

    expect(missing).toBeNull();
    expect(conversation()).toBe(conversationBefore);
    expect(window()).toBe(windowBefore);
  });

  it('after a gap is shown at once, and the missing ones are requested', () => {
    const { apply, conversation, contents, window } = setupReplica();

    const missing = apply(newMessage(aMessage(4), 5));

    expect(missing).toEqual({ conversationId: CONVERSATION });
    expect(contents()).toEqual(['message 1', 'message 2', 'message 4']);
    expect(window()?.logSeq).toBe(2);
    expect(conversation()).toMatchObject({ ver: 3, last_seq: 2, unread_count: 0 });
  });

  it('with a file only shows its name in the list', () => {
    const { apply, conversation } = setupReplica();
    const attachment = { id: PEER, filename: 'offer.pdf', mime: 'application/pdf', size_bytes: 9 };

    apply(newMessage(aMessage(3, { content: null, attachments: [attachment] }), 4));

    expect(conversation()?.last_message).toMatchObject({
      preview: 'offer.pdf',
      has_attachments: true,
    });
  });

  it('that closes a gap is inserted in its place', () => {
    const { apply, contents } = setupReplica();
    apply(newMessage(aMessage(4), 5));

    apply(newMessage(aMessage(3), 4));

    expect(contents()).toEqual(['message 1', 'message 2', 'message 3', 'message 4']);
  });

  it('of an unknown conversation requests the conversation', () => {
    const { client, apply } = setupReplica();
    client.setQueryData(keys.conversations, {});

    expect(apply(newMessage(aMessage(3), 4))).toEqual({ conversationId: CONVERSATION });
  });

  it('before the list is loaded requests the list', () => {
    const { client, apply } = setupReplica();
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

  it('replaces the text, and the preview in the list if it is the last message', () => {
    const last = aMessage(2);
    const { apply, contents, conversation } = setupReplica({
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

  it('that is older than the cached version is ignored', () => {
    const { apply, contents } = setupReplica();
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

  it('of an unread message lowers the unread count by one', () => {
    const { apply, contents, conversation } = setupReplica(withUnread);

    apply(deleted(false));

    expect(contents()).toEqual(['message 1', null]);
    expect(conversation()?.unread_count).toBe(1);
    expect(conversation()?.last_message).toMatchObject({ deleted: true, preview: '' });
  });

  it('of a read message keeps the unread count', () => {
    const { apply, conversation } = setupReplica(withUnread);

    apply(deleted(true));

    expect(conversation()?.unread_count).toBe(2);
  });
});
