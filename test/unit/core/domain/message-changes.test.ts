import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { isRead } from '#core/domain/message.ts';
import {
  deleteChange,
  editChange,
  mayBeEdited,
  reactionChange,
  readMessageChange,
} from '#core/domain/message-changes.ts';
import { aConversation, aMessage } from '#test/support/builders.ts';

const now = 5_000;
const at = { createdAt: 1_000, updatedAt: 1_000 };
const state = { readSeq: 1, unread: 2, received: 5, sent: 3 };
const file = { id: 'file', filename: 'a.png', mime: 'image/png', sizeBytes: 68 };

/** Five entries; the message is the fourth, from a to b, and unread. */
const scene = (message: Parameters<typeof aMessage>[0] = {}, lastSeq = 4) => {
  const conversation = aConversation({
    members: ['a', 'b'],
    ver: 9,
    seq: 5,
    states: { a: { ...state, unread: 0 }, b: state },
    lastMessage: {
      seq: lastSeq,
      senderId: 'a',
      preview: 'Hello.',
      hasAttachments: true,
      deleted: false,
      createdAt: 1_000,
    },
    ...at,
  });
  const sent = { seq: 4, senderId: 'a', receiverId: 'b', ...at, ...message };
  return { conversation, message: aMessage(sent) };
};

describe('reading one message', () => {
  test('adds a log entry and lowers the unread count by one', () => {
    const { conversation, message } = scene();

    expect(readMessageChange(conversation, message, now)).toEqual({
      conversation: {
        ...conversation,
        ver: 10,
        seq: 6,
        states: { ...conversation.states, b: { ...state, unread: 1 } },
        updatedAt: now,
      },
      update: { ...message, readAt: now, rev: 6, updatedAt: now },
      record: { seq: 6, kind: 'read', messageSeq: 4 },
    });
  });

  test('is no change if the message is already read, by itself or by the mark', () => {
    const single = scene({ readAt: 2_000 });
    expect(readMessageChange(single.conversation, single.message, now)).toBeNull();

    const marked = scene({ seq: 1 });
    expect(readMessageChange(marked.conversation, marked.message, now)).toBeNull();
    const above = scene({ seq: 2 });
    expect(readMessageChange(above.conversation, above.message, now)).not.toBeNull();
  });

  test('has a time not before that of the message', () => {
    const { conversation, message } = scene();

    expect(readMessageChange(conversation, message, 10)?.update).toMatchObject({
      readAt: 1_000,
      updatedAt: 1_000,
    });
  });
});

test('a message is read by itself, or by the mark of its receiver', () => {
  const { conversation, message } = scene();

  expect(isRead(message, conversation)).toBe(false);
  expect(isRead({ ...message, readAt: 1 }, conversation)).toBe(true);
  expect(isRead({ ...message, seq: 1 }, conversation)).toBe(true);
  expect(isRead({ ...message, seq: 2 }, conversation)).toBe(false);
});

describe('an edit', () => {
  test('changes the text, and the preview of the last message', () => {
    const { conversation, message } = scene({ edits: 3 });

    const change = editChange(conversation, message, 'Hello again.', now);

    expect(change?.update).toEqual({
      ...message,
      content: 'Hello again.',
      editedAt: now,
      edits: 4,
      rev: 6,
      updatedAt: now,
    });
    expect(change?.record).toEqual({ seq: 6, kind: 'edit', messageSeq: 4 });
    expect(change?.conversation).toEqual({
      ...conversation,
      ver: 10,
      seq: 6,
      lastMessage: { ...conversation.lastMessage, preview: 'Hello again.' },
      updatedAt: now,
    });
  });

  test('of an earlier message keeps the preview', () => {
    const { conversation, message } = scene({}, 5);

    expect(editChange(conversation, message, 'else', now)?.conversation.lastMessage).toEqual(
      conversation.lastMessage,
    );
  });

  test('to the same text is no change', () => {
    const { conversation, message } = scene({ content: 'same' });

    expect(editChange(conversation, message, 'same', now)).toBeNull();
  });

  test('has a time not before that of the message', () => {
    const { conversation, message } = scene();

    expect(editChange(conversation, message, 'else', 10)?.update.editedAt).toBe(1_000);
  });

  test('is refused above its limit', () => {
    const { maxEdits } = limits.message;

    expect(mayBeEdited(aMessage({ edits: maxEdits - 1 }))).toBe(true);
    expect(mayBeEdited(aMessage({ edits: maxEdits }))).toBe(false);
  });
});

describe('a reaction', () => {
  const bobs = { userId: 'b', emoji: '👍' };
  const anns = { userId: 'a', emoji: '🎉' };

  test('is added to the message, with a log entry, and changes no count, last message or time', () => {
    const { conversation, message } = scene({ reactions: [bobs] });

    expect(reactionChange(conversation, message, 'a', '🎉')).toEqual({
      conversation: { ...conversation, ver: 10, seq: 6 },
      update: { ...message, reactions: [bobs, anns], rev: 6 },
      record: { seq: 6, kind: 'reaction', messageSeq: 4 },
    });
  });

  test('replaces the one before in its place, or removes it', () => {
    const { conversation, message } = scene({ reactions: [bobs, anns] });
    const left = (emoji: string | null) =>
      reactionChange(conversation, message, 'b', emoji)?.update.reactions;

    expect(left('😮')).toEqual([{ userId: 'b', emoji: '😮' }, anns]);
    expect(left(null)).toEqual([anns]);
  });

  test('changes nothing if the message has it already, or has none to remove', () => {
    const { conversation, message } = scene({ reactions: [bobs] });

    expect(reactionChange(conversation, message, 'b', '👍')).toBeNull();
    expect(reactionChange(conversation, message, 'a', null)).toBeNull();
    expect(reactionChange(conversation, message, 'a', '👍')).not.toBeNull();
  });
});

describe('a deletion', () => {
  test('leaves a placeholder, lowers the counts of both, and empties the preview', () => {
    const { conversation, message } = scene({
      attachments: [file],
      reactions: [{ userId: 'b', emoji: '👍' }],
    });

    expect(deleteChange(conversation, message, now)).toEqual({
      conversation: {
        ...conversation,
        ver: 10,
        seq: 6,
        states: {
          a: { ...state, unread: 0, sent: 2 },
          b: { ...state, received: 4, unread: 1 },
        },
        lastMessage: {
          ...conversation.lastMessage,
          preview: '',
          hasAttachments: false,
          deleted: true,
        },
        updatedAt: now,
      },
      update: {
        ...message,
        content: null,
        attachments: [],
        reactions: [],
        deletedAt: now,
        rev: 6,
        updatedAt: now,
      },
      record: { seq: 6, kind: 'delete', messageSeq: 4 },
      detach: ['file'],
    });
  });

  test('of a read message keeps the unread count; without files nothing is detached', () => {
    const { conversation, message } = scene({ readAt: 2_000 });

    const change = deleteChange(conversation, message, now);

    expect(change.conversation.states['b']).toEqual({ ...state, received: 4 });
    expect(change).not.toHaveProperty('detach');
  });

  test('of an earlier message keeps the last message', () => {
    const { conversation, message } = scene({}, 5);

    expect(deleteChange(conversation, message, now).conversation.lastMessage).toEqual(
      conversation.lastMessage,
    );
  });

  test('of a note to oneself lowers the sent and the received count', () => {
    const { message } = scene({ receiverId: 'a', readAt: 1_000 });
    const conversation = aConversation({ members: ['a', 'a'], states: { a: state } });

    expect(deleteChange(conversation, message, now).conversation.states).toEqual({
      a: { ...state, sent: 2, received: 4 },
    });
    expect(deleteChange(conversation, message, now).conversation.lastMessage).toBeNull();
  });

  test('has a time not before that of the message', () => {
    const { conversation, message } = scene();

    expect(deleteChange(conversation, message, 10).update.deletedAt).toBe(1_000);
  });
});
