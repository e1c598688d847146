import { expect, it } from 'vitest';
import { estimateRow, openingOffset } from '../../web/src/features/messages/log/estimate-row.ts';
import { timelineOf } from '../../web/src/features/messages/log/timeline.ts';
import { aMessage, ME } from './support/builders.ts';

const size = { width: 400, height: 600 };
const around = { aboveUnread: 64, belowEnd: 12 };
const rowsOf = (count: number, unreadFrom: number | null = null) =>
  timelineOf({
    messages: Array.from({ length: count }, (_, index) => aMessage(index + 1)),
    pending: [],
    changes: {},
    userId: ME,
    peerReadSeq: 0,
    unreadFrom,
    hasOlder: false,
    hasNewer: false,
  });
const heightOf = (rows: ReturnType<typeof rowsOf>): number =>
  rows.reduce((sum, row) => sum + estimateRow(row, size.width), 0);

it('a log opens with its end at the bottom', () => {
  const rows = rowsOf(50);
  expect(openingOffset(rows, size, around)).toBe(heightOf(rows) + 12 - 600);
});

it('a log with unread messages opens with the first one below its top', () => {
  const rows = rowsOf(50, 20);
  const unread = rows.findIndex(({ kind }) => kind === 'unread');
  expect(unread).toBeGreaterThan(0);
  expect(openingOffset(rows, size, around)).toBe(heightOf(rows.slice(0, unread)) - 64);
});

it('a log that fits is not scrolled', () => {
  expect(openingOffset(rowsOf(2), size, around)).toBe(0);
});
