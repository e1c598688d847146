import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BubbleMeta } from '#site/features/messages/bubble/bubble-meta.tsx';
import { timelineOf } from '#site/features/messages/log/timeline.ts';
import type { MessageRow } from '#site/features/messages/log/timeline-row.ts';
import { useDayKey } from '#site/lib/place.ts';
import { dayLabel, listTime, sinceTime } from '#site/lib/time.ts';
import { useNow } from '#site/lib/use-now.ts';
import { aMessage } from '#test/web/support/builders.ts';

// Before the modules that set timers at load time.
vi.hoisted(() => vi.useFakeTimers());

const HOUR_MS = 3_600_000;
const at = '2026-11-28T22:30:00.000Z';
const input = {
  messages: [aMessage(1, { created_at: at })],
  pending: [],
  changes: {},
  userId: 'me',
  peerReadSeq: 0,
  unreadFrom: null,
  hasOlder: false,
  hasNewer: false,
};
const zone = process.env['TZ'];

const move = (to: string): void => {
  process.env['TZ'] = to;
  act(() => void dispatchEvent(new Event('focus')));
};

beforeEach(() => {
  vi.setSystemTime(Date.parse(at));
  move('UTC');
});
afterEach(() => {
  cleanup();
  process.env['TZ'] = zone ?? '';
});

describe('when the time zone of the computer changes', () => {
  const row = timelineOf(input).find((one): one is MessageRow => one.kind === 'message');
  if (!row) throw new Error('no message');

  it('times and tooltips are updated on focus, and after a while by themselves', () => {
    const { container } = render(<BubbleMeta row={row} place="bubble" />);
    const shown = (): string => container.querySelector('time[title]')?.textContent ?? '';
    const tooltip = (): string =>
      container.querySelector('time[title]')?.getAttribute('title') ?? '';
    expect(shown()).toBe('10:30 PM');

    move('Asia/Tokyo');
    expect(shown()).toBe('7:30 AM');
    expect(tooltip()).toContain('November 29');

    process.env['TZ'] = 'America/New_York';
    act(() => void vi.advanceTimersByTime(5_000));
    expect(shown()).toBe('5:30 PM');
    expect(tooltip()).toContain('November 28');
  });

  it('the days of a conversation are updated, too', () => {
    const days: unknown[] = [];
    const Days = () => {
      const dayOf = useDayKey();
      const now = useNow(60_000);
      const day = timelineOf({ ...input, dayOf }).find(({ kind }) => kind === 'day');
      days.push(day?.kind === 'day' && dayLabel(day.day, now));
      return null;
    };
    render(<Days />);
    vi.setSystemTime(Date.parse(at) + 2 * HOUR_MS);
    act(() => void vi.advanceTimersByTime(60_000));
    expect(days.at(-1)).toBe('Yesterday');

    move('Asia/Tokyo');
    expect(days.at(-1)).toBe('Today');
  });
});

describe('no time is in the future', () => {
  it.each([29, 3, 24 * 40, 24 * 800])('on a device that is %i hours slow', (hours) => {
    const now = Date.parse(at) - hours * HOUR_MS;

    expect(dayLabel(Date.parse(at), now)).toBe('Today');
    expect(listTime(at, now)).toBe('10:30 PM');
    expect(sinceTime(at, now)).toBe('this minute');
  });

  it('and the server’s time is used once it is known', async () => {
    vi.setSystemTime(Date.parse(at) - 29 * HOUR_MS);
    const { now, sawServerTime } = await import('#client/http/clock.ts');
    expect(now()).toBe(Date.parse(at) - 29 * HOUR_MS);

    sawServerTime(Number.NaN);
    sawServerTime(Date.parse(at));
    sawServerTime(Date.parse(at) - HOUR_MS);
    expect(now()).toBe(Date.parse(at));
    vi.advanceTimersByTime(HOUR_MS);
    expect(now()).toBe(Date.parse(at) + HOUR_MS);
    vi.setSystemTime(Date.parse(at) + 5 * HOUR_MS);
    expect(now()).toBe(Date.parse(at) + 5 * HOUR_MS);
  });
});
