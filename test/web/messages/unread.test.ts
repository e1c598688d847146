import { describe, expect, it } from 'vitest';
import { canOpenWith, firstUnread } from '#site/features/messages/log/unread.ts';
import { aMessage, ME, myMessage } from '#test/web/support/builders.ts';

describe('the first unread message', () => {
  it.each([
    ['comes after what was read', [aMessage(1), aMessage(2), aMessage(3)], 1, 2],
    ['is never the user’s own', [myMessage(2), aMessage(3)], 1, 3],
    [
      'is not a message that was read individually',
      [aMessage(2, { is_read: true }), aMessage(3)],
      1,
      3,
    ],
    [
      'is not a deleted message',
      [aMessage(2, { deleted_at: '2026-01-01T00:00:00Z' }), aMessage(3)],
      1,
      3,
    ],
    ['is null if all is read', [aMessage(1), myMessage(2)], 1, null],
  ])('%s', (_name, messages, readSeq, first) => {
    expect(firstUnread(messages, ME, readSeq)).toBe(first);
  });
});

describe('a dialog can open with the loaded messages', () => {
  const window = (messages: ReturnType<typeof aMessage>[], more: object = {}) => ({
    messages,
    cursor: 'older',
    upTo: null,
    logSeq: 9,
    ...more,
  });
  const can = (loaded: ReturnType<typeof window>, myReadSeq: number, unreadCount: number) =>
    canOpenWith(loaded, { userId: ME, myReadSeq, unreadCount });

  it('if they reach the end and all is read', () => {
    expect(can(window([aMessage(8), aMessage(9)]), 9, 0)).toBe(true);
    expect(can(window([aMessage(8), aMessage(9)], { upTo: 9 }), 9, 0)).toBe(false);
  });

  it('if they start no later than the unread ones', () => {
    expect(can(window([aMessage(8), aMessage(9)]), 7, 2)).toBe(true);
    expect(can(window([aMessage(8), aMessage(9)]), 6, 3)).toBe(false);
    expect(can(window([aMessage(8), aMessage(9)], { cursor: null }), 6, 3)).toBe(true);
  });

  it('if they end before the conversation does, only with the first unread one among them', () => {
    expect(can(window([aMessage(7), aMessage(8)], { upTo: 8 }), 7, 2)).toBe(true);
    expect(can(window([aMessage(6), aMessage(7)], { upTo: 7 }), 7, 2)).toBe(false);
  });
});
