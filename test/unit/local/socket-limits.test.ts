import { expect, test } from 'vitest';
import { limits } from '../../../functions/contracts/limits.ts';
import { isOver, newUse, spend } from '../../../local/gateway/socket-limits.ts';

const { framesPerSecond, idleSeconds, maxAgeSeconds } = limits.socket;
const SECOND = 1_000;
const start = 1_000_000;

const sendMany = (use: ReturnType<typeof newUse>, count: number, now: number): number =>
  Array.from({ length: count }, () => spend(use, now)).filter(Boolean).length;

test('a burst is forgiven, more is not, and time makes good', () => {
  const use = newUse(start, start);

  const atOnce = sendMany(use, 1_000, start);
  const muchLater = sendMany(use, 1_000, start + 3_600 * SECOND);

  expect(atOnce).toBe(10 * framesPerSecond);
  expect(muchLater).toBeLessThanOrEqual(10 * framesPerSecond);
});

test('as many frames a second as are allowed go on for ever', () => {
  const use = newUse(start, start);

  const counts = Array.from({ length: 300 }, (_, second) =>
    sendMany(use, framesPerSecond, start + second * SECOND),
  );

  expect(new Set(counts)).toEqual(new Set([framesPerSecond]));
});

test('a clock that is set back costs nothing', () => {
  const use = newUse(start, start);
  sendMany(use, framesPerSecond, start);

  expect(sendMany(use, framesPerSecond, start - 3_600 * SECOND)).toBe(framesPerSecond);
});

test('who sends nothing for too long is over, and who pings is not', () => {
  const [silent, pinging] = [newUse(start, start), newUse(start, start)];
  const later = start + idleSeconds * SECOND;
  spend(pinging, later);

  expect([isOver(silent, later), isOver(silent, later + 1)]).toEqual([false, true]);
  expect(isOver(pinging, later + 1)).toBe(false);
});

test('the oldest sockets are over, however busy', () => {
  const use = newUse(start, start);
  const end = start + maxAgeSeconds * SECOND;
  spend(use, end);

  expect([isOver(use, end), isOver(use, end + 1)]).toEqual([false, true]);
});
