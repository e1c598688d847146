import { describe, expect, test } from 'vitest';
import { sendChange } from '#core/domain/send.ts';
import { aConversation, aDraft } from '#test/support/builders.ts';

const now = 5_000;
const day = 86_400_000;
const at = { createdAt: 1_000, updatedAt: 1_000 };
const state = { readSeq: 0, unread: 1, received: 2, sent: 3 };
const file = { id: 'file', filename: 'a.png', mime: 'image/png', sizeBytes: 68 };
const conversation = aConversation({
  members: ['a', 'b'],
  ver: 2,
  seq: 4,
  states: { a: state, b: state },
  ...at,
});

describe('sending', () => {
  test('adds the message, its guard, and one to the counts of each member', () => {
    const draft = aDraft({ senderId: 'b', content: 'Hello.', replyToId: 'reply', clientId: 'c' });

    expect(sendChange(conversation, draft, now)).toEqual({
      conversation: {
        ...conversation,
        ver: 3,
        seq: 5,
        states: {
          b: { ...state, sent: 4 },
          a: { ...state, received: 3, unread: 2 },
        },
        lastMessage: {
          seq: 5,
          senderId: 'b',
          preview: 'Hello.',
          hasAttachments: false,
          deleted: false,
          createdAt: now,
        },
        updatedAt: now,
      },
      insert: {
        conversationId: conversation.id,
        seq: 5,
        rev: 5,
        senderId: 'b',
        receiverId: 'a',
        content: 'Hello.',
        attachments: [],
        reactions: [],
        replyToId: 'reply',
        clientId: 'c',
        readAt: null,
        editedAt: null,
        edits: 0,
        deletedAt: null,
        createdAt: now,
        updatedAt: now,
      },
      guard: {
        senderId: 'b',
        clientId: 'c',
        seq: 5,
        requestHash: draft.requestHash,
        expiresAt: now + 30 * day,
      },
    });
  });

  test('counts a note to oneself once on each side, as read', () => {
    const notes = aConversation({ members: ['a', 'a'], states: { a: state }, ...at });

    const { conversation: after, insert } = sendChange(notes, aDraft({ senderId: 'a' }), now);

    expect(after.states).toEqual({ a: { ...state, sent: 4, received: 3 } });
    expect(insert).toMatchObject({ senderId: 'a', receiverId: 'a', readAt: now });
  });

  test('attaches files; without a text the preview is the name of the first', () => {
    const attachments = [file, { ...file, id: 'other', filename: 'b.png' }];
    const bare = aDraft({ senderId: 'a', content: null, attachments });

    const change = sendChange(conversation, bare, now);

    expect(change.attach).toEqual(['file', 'other']);
    expect(change.insert.attachments).toEqual(attachments);
    expect(change.conversation.lastMessage).toMatchObject({
      preview: 'a.png',
      hasAttachments: true,
    });
    const worded = sendChange(conversation, { ...bare, content: 'Look' }, now);
    expect(worded.conversation.lastMessage?.preview).toBe('Look');
    const named = { ...file, filename: '_config_.yml' };
    const unstyled = sendChange(conversation, { ...bare, attachments: [named] }, now);
    expect(unstyled.conversation.lastMessage?.preview).toBe('_config_.yml');
    const empty = sendChange(conversation, { ...bare, attachments: [] }, now);
    expect(empty.conversation.lastMessage?.preview).toBe('');
  });

  test('uses times that never decrease: not before the last message, nor before the opening', () => {
    const draft = aDraft({ senderId: 'a' });
    const { lastMessage } = sendChange(conversation, draft, 9_000).conversation;

    expect(sendChange({ ...conversation, lastMessage }, draft, now).insert.createdAt).toBe(9_000);
    expect(sendChange(conversation, draft, 10).insert).toMatchObject({
      createdAt: 1_000,
      updatedAt: 1_000,
    });
    expect(sendChange(conversation, draft, 10).guard?.expiresAt).toBe(10 + 30 * day);
  });
});
