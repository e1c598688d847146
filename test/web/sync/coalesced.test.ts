import { expect, it } from 'vitest';
import { ApiError } from '#client/http/api-error.ts';
import { coalesced, MAX_RETRIES } from '#client/sync/coalesced.ts';
import { createFakeTimers } from '#test/web/support/fake-timers.ts';

const KEY = 'key';
const LONG = 10 * 60_000;

/** The first `failures` runs fail with this error. */
const setup = (failures: number, error: Error = new ApiError(503, 'gateway')) => {
  const clock = createFakeTimers();
  const runs: number[] = [];
  const { request, reset } = coalesced(
    async () => {
      runs.push(clock.now());
      if (runs.length <= failures) throw error;
    },
    { timers: clock.timers, random: () => 1 },
  );
  return { request, reset, clock, runs };
};

it('a run is retried until it succeeds, with pauses that double', async () => {
  const { request, clock, runs } = setup(4);

  await request(KEY);
  await clock.advance(LONG);

  expect(runs).toEqual([0, 500, 1_500, 3_500, 7_500]);
  expect(clock.pending()).toBe(0);
});

it('retries of many clients are spread over the whole pause', async () => {
  const { clock } = setup(0);
  let runs = 0;
  const { request } = coalesced(
    async () => {
      if (++runs === 1) throw new ApiError(0, 'network');
    },
    { timers: clock.timers, random: () => 0.25 },
  );

  await request(KEY);
  await clock.advance(124);
  expect(runs).toBe(1);
  await clock.advance(1);

  expect(runs).toBe(2);
});

it('after many failures the next request starts again with short pauses', async () => {
  const { request, clock, runs } = setup(MAX_RETRIES + 2);
  await request(KEY);
  await clock.advance(LONG);
  expect(runs).toHaveLength(MAX_RETRIES + 1);

  await request(KEY);
  await clock.advance(LONG);

  expect(runs.slice(-2)).toEqual([LONG, LONG + 500]);
});

it('a refused run is not repeated', async () => {
  const { request, clock, runs } = setup(1, new ApiError(403, 'not_author'));

  await request(KEY);
  await clock.advance(LONG);

  expect(runs).toEqual([0]);
});

it('a run on request replaces the planned retry', async () => {
  const { request, clock, runs } = setup(1);
  await request(KEY);
  await clock.advance(100);

  await request(KEY);
  await clock.advance(LONG);

  expect(runs).toEqual([0, 100]);
});

it('a reset cancels all retries, also of a run in progress', async () => {
  const { request, reset, clock, runs } = setup(9);
  await request(KEY);
  const underWay = request('other');
  reset();
  await underWay;

  await clock.advance(LONG);

  expect(runs).toEqual([0, 0]);
  expect(clock.pending()).toBe(0);
});
