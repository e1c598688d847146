import { describe, expect, test } from 'vitest';
import type { Message } from '#core/domain/message.ts';
import { messageId } from '#core/domain/message-id.ts';
import type { Sight } from '#core/domain/visibility/visible.ts';
import { fullSight } from '#core/domain/visibility/visible.ts';
import { logEntryView, messageView } from '#core/views/message-view.ts';
import { aConversation, aMessage, aUser } from '#test/support/builders.ts';

const at = (seconds: number) => Date.UTC(2026, 0, 1, 0, 0, seconds);
const iso = (seconds: number) => `2026-01-01T00:00:0${seconds}.000Z`;

const [ann, bob] = [aUser({ onlineUntil: at(9), lastSeen: at(3) }), aUser()];
const stateA = { readSeq: 2, unread: 1, received: 1, sent: 1 };
const stateB = { readSeq: 4, unread: 0, received: 1, sent: 1 };
const conversation = aConversation({
  members: [ann.id, bob.id],
  ver: 7,
  seq: 5,
  states: { [ann.id]: stateA, [bob.id]: stateB },
  createdAt: at(1),
  updatedAt: at(6),
});

describe('a message', () => {
  const message = aMessage({
    conversationId: conversation.id,
    seq: 5,
    rev: 6,
    senderId: ann.id,
    receiverId: bob.id,
    content: 'Hello.',
    reactions: [{ userId: bob.id, emoji: '👍' }],
    replyToId: 'reply',
    clientId: 'client',
    createdAt: at(2),
    updatedAt: at(6),
    readAt: at(6),
  });
  const seen = {
    id: messageId(conversation.id, 5),
    conversation_id: conversation.id,
    seq: 5,
    rev: 6,
    sender_id: ann.id,
    receiver_id: bob.id,
    text: 'Hello.',
    content: 'Hello.',
    attachments: [],
    reactions: [{ user_id: bob.id, emoji: '👍' }],
    reply_to_id: 'reply',
    is_read: true,
    read_at: iso(6),
    edited_at: null,
    deleted_at: null,
    created_at: iso(2),
    updated_at: iso(6),
    client_id: 'client',
  };
  const hidden = { ...seen, is_read: false, read_at: null, updated_at: iso(2) };
  const view = (viewer: { id: string; seesReceipts: boolean }, more: Partial<Message> = {}) =>
    messageView({ ...message, ...more }, conversation, viewer);

  test('shows its read to a viewer of receipts, and to its receiver', () => {
    expect(view({ id: ann.id, seesReceipts: true })).toEqual(seen);
    expect(view({ id: bob.id, seesReceipts: false })).toEqual(seen);
    expect(view({ id: ann.id, seesReceipts: false })).toEqual(hidden);
  });

  test('with a hidden read is as old as its last edit or its deletion', () => {
    const viewer = { id: ann.id, seesReceipts: false };

    expect(view(viewer, { editedAt: at(3) })).toEqual({
      ...hidden,
      edited_at: iso(3),
      updated_at: iso(3),
    });
    expect(view(viewer, { editedAt: at(3), deletedAt: at(4), content: null })).toEqual({
      ...hidden,
      text: null,
      content: null,
      edited_at: iso(3),
      deleted_at: iso(4),
      updated_at: iso(4),
    });
  });

  test('that is covered by a mark has no read time', () => {
    const viewer = { id: ann.id, seesReceipts: true };
    const covered = { seq: 4, readAt: null };

    expect(view(viewer, covered)).toMatchObject({ is_read: true, read_at: null });
    expect(view(viewer, { ...covered, seq: 5 })).toMatchObject({ is_read: false });
  });

  test('keeps its place in the log without content, once its viewer has cleared or hidden it', () => {
    const entry = { seq: 6, kind: 'edit' as const, message };
    const viewer = { id: bob.id, seesReceipts: true };
    const seenWith = (sight: Sight) => logEntryView(entry, conversation, viewer, sight).message;
    const gone = [
      { clearedSeq: message.seq, hidden: new Set<number>() },
      { clearedSeq: 0, hidden: new Set([message.seq]) },
    ].map(seenWith);

    for (const one of gone) {
      expect(one).toEqual({
        ...seenWith(fullSight),
        text: null,
        content: null,
        attachments: [],
        reactions: [],
        reply_to_id: null,
        deleted_at: one.created_at,
        hidden: true,
      });
    }
    expect(seenWith({ clearedSeq: message.seq - 1, hidden: new Set() }).hidden).toBeUndefined();
  });

  test('looks edited in the log when its read is hidden', () => {
    const entry = { seq: 6, kind: 'read' as const, message };
    const kindFor = (id: string, seesReceipts: boolean, kind: 'read' | 'delete' = 'read') =>
      logEntryView({ ...entry, kind }, conversation, { id, seesReceipts }, fullSight).kind;

    expect(kindFor(ann.id, true)).toBe('read');
    expect(kindFor(bob.id, false)).toBe('read');
    expect(kindFor(ann.id, false)).toBe('edit');
    expect(kindFor(ann.id, false, 'delete')).toBe('delete');
    expect(
      logEntryView(entry, conversation, { id: ann.id, seesReceipts: true }, fullSight),
    ).toEqual({
      seq: 6,
      kind: 'read',
      message: seen,
    });
  });
});
