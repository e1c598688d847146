import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askAgain } from '../../support/ask-again.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A server that answers so, one answer after the other, and when it was asked. */
const setup = (answers: readonly [status: number, retryAfter?: string][]) => {
  const at: number[] = [];
  const start = Date.now();
  const ask = async () => {
    const [status, retryAfter] = answers[at.length] ?? [500];
    at.push(Date.now() - start);
    return { status, headers: new Headers(retryAfter ? { 'retry-after': retryAfter } : {}) };
  };
  return { at, ask };
};

const run = async <T>(work: Promise<T>): Promise<T> => {
  await vi.runAllTimersAsync();
  return work;
};

test('what is put off is asked again, no sooner than was said', async () => {
  const { at, ask } = setup([[503, '2'], [429, '5'], [201]]);
  const { status } = await run(askAgain(ask));

  expect([status, at.length]).toEqual([201, 3]);
  expect(at[1]).toBeGreaterThanOrEqual(2_000);
  expect((at[2] ?? 0) - (at[1] ?? 0)).toBeGreaterThanOrEqual(5_000);
});

test.each([
  ['without a time', [503]],
  ['for longer than anybody waits', [429, '900']],
  ['that is no such', [409, '1']],
] as const)('an answer %s is the answer', async (_what, answer) => {
  const { at, ask } = setup([[...answer], [201]]);
  const { status } = await run(askAgain(ask));
  expect([status, at.length]).toEqual([answer[0], 1]);
});

test('a status that the caller waits for is its own choice, and there is an end', async () => {
  const chosen = setup([[429, '1'], [200]]);
  expect((await run(askAgain(chosen.ask, [503]))).status).toBe(429);
  const never = setup(Array.from({ length: 99 }, () => [503, '1']));
  expect((await run(askAgain(never.ask))).status).toBe(503);
  expect(never.at).toHaveLength(30);
});
