import { expect, it } from 'vitest';
import { dayAt } from '#site/features/messages/log/day-at.ts';
import { timelineOf } from '#site/features/messages/log/timeline.ts';
import { dayKey } from '#site/lib/time.ts';
import { aMessage } from '#test/web/support/builders.ts';

const days = ['2026-03-01T10:00:00.000Z', '2026-03-04T10:00:00.000Z'];

/** Start, day, two messages, day, two messages. */
const rows = timelineOf({
  messages: days.flatMap((created_at, day) =>
    [1, 2].map((n) => aMessage(day * 2 + n, { created_at })),
  ),
  pending: [],
  changes: {},
  userId: 'me',
  peerReadSeq: 0,
  unreadFrom: null,
  hasOlder: false,
  hasNewer: false,
});
const [first = 0, second = 0] = days.map(dayKey);

it('the day of a message is that of the heading above it', () => {
  expect([2, 3, 5, 6].map((index) => dayAt(rows, index))).toEqual([first, first, second, second]);
});

it('the day is null at the heading itself, and without a row', () => {
  expect([-1, 0, 1, 4, 7].map((index) => dayAt(rows, index))).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});
