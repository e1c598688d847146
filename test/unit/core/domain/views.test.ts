import { describe, expect, test } from 'vitest';
import type { Conversation } from '#core/domain/conversation.ts';
import { noSettings } from '#core/domain/member-settings.ts';
import { messageId } from '#core/domain/message-id.ts';
import { attachmentView } from '#core/views/attachment-view.ts';
import { conversationView } from '#core/views/conversation-view.ts';
import { pageView, windowOf } from '#core/views/page.ts';
import { isoTime, isoTimeOrNull } from '#core/views/time.ts';
import { foundUserView, meView, peerView } from '#core/views/user-view.ts';
import { aConversation, aUser } from '#test/support/builders.ts';

const at = (seconds: number) => Date.UTC(2026, 0, 1, 0, 0, seconds);
const iso = (seconds: number) => `2026-01-01T00:00:0${seconds}.000Z`;

test('times are UTC with milliseconds', () => {
  expect(isoTime(at(1) + 5)).toBe('2026-01-01T00:00:01.005Z');
  expect(isoTimeOrNull(at(1))).toBe(iso(1));
  expect(isoTimeOrNull(0)).toBe('1970-01-01T00:00:00.000Z');
  expect(isoTimeOrNull(null)).toBeNull();
});

describe('a page', () => {
  test('starts where the previous one ends', () => {
    expect(windowOf({ page: 1, size: 20 })).toEqual({ offset: 0, limit: 20 });
    expect(windowOf({ page: 3, size: 20 })).toEqual({ offset: 40, limit: 20 });
  });

  test.each([
    [0, 1],
    [1, 1],
    [20, 1],
    [21, 2],
  ])('with %i items in total is one of %i', (total, pages) => {
    const request = { page: 2, size: 20 };

    expect(pageView({ items: [1, 2], total }, request, (item) => item * 10)).toEqual({
      items: [10, 20],
      total,
      page: 2,
      size: 20,
      pages,
    });
  });
});

describe('an attachment', () => {
  const file = { id: 'file', filename: 'a.png', mime: 'image/png', sizeBytes: 68 };
  const shown = { id: 'file', filename: 'a.png', mime: 'image/png', size_bytes: 68 };

  test('shows its size in pixels if it is known', () => {
    expect(attachmentView(file)).toStrictEqual(shown);
    expect(attachmentView({ ...file, width: 8, height: 6 })).toEqual({
      ...shown,
      width: 8,
      height: 6,
    });
  });
});

describe('a user', () => {
  const user = aUser({
    username: 'ann',
    displayName: 'Ann Example',
    about: 'At the sea',
    photo: 'h'.repeat(22),
    createdAt: at(1),
    updatedAt: at(2),
    onlineUntil: at(9),
    lastSeen: at(3),
    privacy: { presence: true, readReceipts: false },
  });
  const face = {
    id: user.id,
    username: 'ann',
    display_name: 'Ann Example',
    photo: `/api/users/${user.id}/photo/${'h'.repeat(22)}`,
  };
  const found = {
    ...face,
    is_active: true,
    created_at: iso(1),
    updated_at: iso(2),
  };

  test('is found by others without an e-mail address', () => {
    expect(foundUserView({ ...user, email: 'ann@example.org' } as typeof user)).toEqual(found);
    expect(foundUserView({ ...user, isActive: false }).is_active).toBe(false);
  });

  test('gets the own e-mail address and privacy settings', () => {
    const privacy = { presence: true, read_receipts: false };

    expect(meView(user)).toEqual({ ...found, about: 'At the sea', privacy });
    expect(meView({ ...user, email: 'ann@example.org' })).toEqual({
      ...found,
      about: 'At the sea',
      email: 'ann@example.org',
      privacy,
    });
  });

  test('shows presence if it is visible, and otherwise looks as if never online', () => {
    const peer = { ...face, is_active: true };

    expect(peerView(user, at(4), true)).toEqual({ ...peer, online: true, last_seen: iso(3) });
    expect(peerView(user, at(9), true)).toEqual({ ...peer, online: false, last_seen: iso(3) });
    expect(peerView(user, at(4), false)).toEqual({ ...peer, online: false, last_seen: null });
  });
});

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

const arranged = (shown: Conversation) => ({ conversation: shown, settings: noSettings });

describe('a conversation', () => {
  const lastMessage = {
    seq: 5,
    senderId: bob.id,
    preview: 'Hello.',
    hasAttachments: true,
    deleted: false,
    createdAt: at(5),
  };

  test('shows its last message, and the presence and reads of the peer', () => {
    const other = { peer: ann, isBlocked: false };

    expect(conversationView(arranged({ ...conversation, lastMessage }), bob, other, at(4))).toEqual(
      {
        id: conversation.id,
        ver: 7,
        peer: {
          id: ann.id,
          username: ann.username,
          display_name: null,
          photo: null,
          is_active: true,
          online: true,
          last_seen: iso(3),
        },
        last_message: {
          id: messageId(conversation.id, 5),
          seq: 5,
          sender_id: bob.id,
          preview: 'Hello.',
          has_attachments: true,
          deleted: false,
          created_at: iso(5),
        },
        last_seq: 5,
        unread_count: 0,
        my_read_seq: 4,
        peer_read_seq: 2,
        me: {
          ver: 0,
          muted_until: null,
          is_pinned: false,
          is_archived: false,
          archived_seq: null,
          is_marked_unread: false,
          marked_unread_seq: null,
          cleared_seq: 0,
          marks_ver: 0,
        },
        created_at: iso(1),
        updated_at: iso(6),
      },
    );
  });

  test('across a block shows neither, and is as old as its last message', () => {
    const other = { peer: ann, isBlocked: true };
    const hidden = { peer_read_seq: 0, unread_count: 0 };

    expect(
      conversationView(arranged({ ...conversation, lastMessage }), bob, other, at(4)),
    ).toMatchObject({
      ...hidden,
      peer: { online: false, last_seen: null },
      updated_at: iso(5),
    });
    expect(conversationView(arranged(conversation), bob, other, at(4))).toMatchObject({
      last_message: null,
      updated_at: iso(1),
    });
  });

  test('counts the viewer’s unread messages', () => {
    const other = { peer: bob, isBlocked: false };

    expect(conversationView(arranged(conversation), ann, other, at(4))).toMatchObject({
      unread_count: 1,
      my_read_seq: 2,
      peer_read_seq: 4,
    });
  });
});
