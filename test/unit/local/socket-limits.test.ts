import { expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { isOver, newUse, notePing, spend } from '#local/gateway/socket-limits.ts';

const { framesPerSecond, idleSeconds, maxAgeSeconds } = limits.socket;
const SECOND = 1_000;
const start = 1_000_000;

const sendMany = (use: ReturnType<typeof newUse>, count: number, now: number): number =>
  Array.from({ length: count }, () => spend(use, now)).filter(Boolean).length;

test('a burst is allowed, more is not, and the allowance recovers with time', () => {
  const use = newUse(start, start);

  const atOnce = sendMany(use, 1_000, start);
  const muchLater = sendMany(use, 1_000, start + 3_600 * SECOND);

  expect(atOnce).toBe(10 * framesPerSecond);
  expect(muchLater).toBeLessThanOrEqual(10 * framesPerSecond);
});

test('frames at the allowed rate are never refused', () => {
  const use = newUse(start, start);

  const counts = Array.from({ length: 300 }, (_, second) =>
    sendMany(use, framesPerSecond, start + second * SECOND),
  );

  expect(new Set(counts)).toEqual(new Set([framesPerSecond]));
});

test('a clock that is set back has no effect', () => {
  const use = newUse(start, start);
  sendMany(use, framesPerSecond, start);

  expect(sendMany(use, framesPerSecond, start - 3_600 * SECOND)).toBe(framesPerSecond);
});

test('a socket without pings ends, whatever other frames it sends', () => {
  const [silent, typing, pinging] = [1, 2, 3].map(() => newUse(start, start));
  if (!silent || !typing || !pinging) throw new Error('no sockets');
  const later = start + idleSeconds * SECOND;
  spend(typing, later);
  spend(pinging, later);
  notePing(pinging, later);

  expect([isOver(silent, later), isOver(silent, later + 1)]).toEqual([false, true]);
  expect(isOver(typing, later + 1)).toBe(true);
  expect(isOver(pinging, later + 1)).toBe(false);
});

test('a socket of the maximum age ends, however busy', () => {
  const use = newUse(start, start);
  const end = start + maxAgeSeconds * SECOND;
  notePing(use, end);

  expect([isOver(use, end), isOver(use, end + 1)]).toEqual([false, true]);
});
