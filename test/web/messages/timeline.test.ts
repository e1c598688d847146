import { describe, expect, it } from 'vitest';
import type { OutboxItem } from '#client/outbox/item.ts';
import type { TimelineInput } from '#site/features/messages/log/timeline.ts';
import { timelineOf } from '#site/features/messages/log/timeline.ts';
import type { MessageRow } from '#site/features/messages/log/timeline-row.ts';
import { aMessage, CONVERSATION, ME, myMessage } from '#test/web/support/builders.ts';

const rowsOf = (input: Partial<TimelineInput>) =>
  timelineOf({
    messages: [],
    pending: [],
    changes: {},
    userId: ME,
    peerReadSeq: 0,
    unreadFrom: null,
    hasOlder: true,
    hasNewer: false,
    ...input,
  });
const messagesOf = (input: Partial<TimelineInput>): MessageRow[] =>
  rowsOf(input).filter((row) => row.kind === 'message');

const pending = (change: Partial<OutboxItem> = {}): OutboxItem => ({
  clientId: 'pending-1',
  conversationId: CONVERSATION,
  content: 'on its way',
  createdAt: '2026-01-01T10:05:00.000Z',
  order: 1,
  state: 'sending',
  ...change,
});

describe('days', () => {
  it('are shown before the first message of each', () => {
    const rows = rowsOf({
      messages: [
        aMessage(1, { created_at: '2026-01-01T12:00:00.000Z' }),
        aMessage(2, { created_at: '2026-01-01T12:01:00.000Z' }),
        aMessage(3, { created_at: '2026-01-03T12:00:00.000Z' }),
      ],
    });

    expect(rows.map(({ kind }) => kind)).toEqual(['day', 'message', 'message', 'day', 'message']);
  });

  it('appear once, also if the clock of this device is slow', () => {
    const rows = rowsOf({
      messages: [myMessage(1, { created_at: '2026-01-03T12:00:00.000Z' })],
      pending: [pending({ createdAt: '2026-01-01T12:00:00.000Z' })],
    });

    expect(rows.map(({ kind }) => kind)).toEqual(['day', 'message', 'message']);
  });

  it('are shown at the beginning, once everything is loaded', () => {
    expect(rowsOf({ hasOlder: false }).map(({ kind }) => kind)).toEqual(['beginning']);
  });
});

describe('runs', () => {
  it('join bubbles of one author', () => {
    const rows = messagesOf({ messages: [aMessage(1), aMessage(2), myMessage(3)] });

    expect(rows.map(({ isFirst, isLast }) => [isFirst, isLast])).toEqual([
      [true, false],
      [false, true],
      [true, true],
    ]);
  });

  it('end after a pause', () => {
    const rows = messagesOf({
      messages: [
        aMessage(1, { created_at: '2026-01-01T12:00:00.000Z' }),
        aMessage(2, { created_at: '2026-01-01T12:05:01.000Z' }),
      ],
    });

    expect(rows.map(({ isFirst }) => isFirst)).toEqual([true, true]);
  });
});

describe('own messages', () => {
  it('are read up to the mark of the peer, or by a single read', () => {
    const rows = messagesOf({
      messages: [myMessage(1), myMessage(2), myMessage(3, { is_read: true }), aMessage(4)],
      peerReadSeq: 1,
    });

    expect(rows.map(({ state }) => state)).toEqual(['read', 'sent', 'read', null]);
  });

  it('come last while they are unsent, each with its state', () => {
    const rows = messagesOf({
      messages: [aMessage(1)],
      pending: [pending(), pending({ clientId: 'pending-2', state: 'failed' })],
    });

    expect(rows.map(({ state }) => state)).toEqual([null, 'sending', 'failed']);
  });

  it('are shown once while they are still in the outbox, and keep their place', () => {
    const item = pending({ clientId: myMessage(2).client_id });
    const [before] = messagesOf({ pending: [item] });

    const rows = messagesOf({ messages: [myMessage(2)], pending: [item] });

    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ state: 'sent', key: before?.key });
  });

  it('are not hidden by a message of the peer with the same client_id', () => {
    const item = pending({ clientId: aMessage(1).client_id });

    expect(messagesOf({ messages: [aMessage(1)], pending: [item] })).toHaveLength(2);
  });
});

it('all rows have different keys', () => {
  const { client_id } = myMessage(1);
  const keys = rowsOf({
    messages: [myMessage(1), myMessage(2, { client_id }), aMessage(3, { client_id })],
    hasOlder: false,
  }).map(({ key }) => key);

  expect(new Set(keys).size).toBe(keys.length);
});

it('a star is shown on a message, and not on one that was deleted or has disappeared', () => {
  const gone = '2026-01-02T10:00:00.000Z';
  const starred = messagesOf({
    messages: [
      aMessage(1),
      aMessage(2),
      aMessage(3, { content: null, deleted_at: gone }),
      aMessage(4, { content: null, deleted_at: gone, expires_at: gone }),
    ],
    marks: { ver: 1, hidden: [], starred: [2, 3, 4], clearedSeq: 0 },
  });

  expect(starred.map(({ isStarred }) => isStarred)).toEqual([false, true, false, false]);
});
