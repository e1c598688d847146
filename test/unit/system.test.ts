import { expect, test } from 'vitest';
import { clock } from '../../functions/adapters/system.ts';

const HOUR = 3_600_000;

test('a sleep ends when its signal aborts, and at once if it already has', async () => {
  const waking = new AbortController();
  const slept = clock.sleep(HOUR, waking.signal);
  waking.abort();

  expect(await slept).toBeUndefined();
  expect(await clock.sleep(HOUR, waking.signal)).toBeUndefined();
});

test('a sleep takes its time', async () => {
  const before = clock.now();
  await clock.sleep(30);
  // Timers and clock may differ by a millisecond.
  expect(clock.now() - before).toBeGreaterThanOrEqual(29);
});
