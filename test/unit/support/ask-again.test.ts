import { expect, test } from 'vitest';
import { askAgain } from '../../support/ask-again.ts';

/** A server with these answers in order, and the client's wait before each. */
const setup = (answers: readonly [status: number, retryAfter?: string][]) => {
  let now = 0;
  const at: number[] = [];
  const ask = async () => {
    const [status, retryAfter] = answers[at.length] ?? [500];
    at.push(now);
    return { status, headers: new Headers(retryAfter ? { 'retry-after': retryAfter } : {}) };
  };
  const sleep = async (milliseconds: number) => {
    now += milliseconds;
  };
  return { at, askAgain: (statuses?: number[]) => askAgain(ask, statuses, sleep) };
};

test('a request that was told to wait is repeated, no sooner than it was told', async () => {
  const { at, ...server } = setup([[503, '2'], [429, '5'], [201]]);
  const { status } = await server.askAgain();

  expect([status, at.length]).toEqual([201, 3]);
  expect(at[1]).toBeGreaterThanOrEqual(2_000);
  expect((at[2] ?? 0) - (at[1] ?? 0)).toBeGreaterThanOrEqual(5_000);
});

test.each([
  ['without a time', [503]],
  ['for longer than anybody waits', [429, '900']],
  ['that is no such', [409, '1']],
] as const)('a response %s is final', async (_what, answer) => {
  const { at, ...server } = setup([[...answer], [201]]);
  const { status } = await server.askAgain();
  expect([status, at.length]).toEqual([answer[0], 1]);
});

test('a status that the caller waits for is configurable, and the attempts are limited', async () => {
  const chosen = setup([[429, '1'], [200]]);
  expect((await chosen.askAgain([503])).status).toBe(429);
  const never = setup(Array.from({ length: 99 }, () => [503, '1']));
  expect((await never.askAgain()).status).toBe(503);
  expect(never.at).toHaveLength(30);
});
