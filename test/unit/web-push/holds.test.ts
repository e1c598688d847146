import { expect, it } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { makeHolds } from '#functions/adapters/web-push/holds.ts';
import { startTime } from '../../support/fakes.ts';

const one = 'https://push.example/one';
const other = 'https://push.example/other';
const elsewhere = 'https://push.elsewhere.example/one';

const scene = () => {
  let now = startTime;
  const holds = makeHolds({ now: () => now, sleep: async () => undefined });
  return {
    ...holds,
    pass: (seconds: number) => {
      now += seconds * 1_000;
    },
    fail: (times: number, endpoint = one) => {
      for (let n = 0; n < times; n++) holds.failed(endpoint);
    },
  };
};

it('an endpoint waits for the time of its Retry-After; other endpoints do not wait', () => {
  const { asked, secondsLeft, pass } = scene();

  asked(one, 30);

  expect([secondsLeft(one), secondsLeft(other)]).toEqual([30, 0]);
  pass(30);
  expect(secondsLeft(one)).toBe(0);
});

it('no endpoint waits for longer than the limit', () => {
  const { asked, secondsLeft } = scene();

  asked(one, 1e9);

  expect(secondsLeft(one)).toBe(limits.webPush.longestWaitSeconds);
});

it('a push service pauses after five failures in a row, longer each time, until it answers', () => {
  const { fail, answered, secondsLeft, pass } = scene();
  fail(4);
  answered(one);
  fail(4);
  expect(secondsLeft(one)).toBe(0);

  // Those beyond the fifth began before the rest.
  fail(10);

  expect([secondsLeft(one), secondsLeft(other), secondsLeft(elsewhere)]).toEqual([2, 2, 0]);
  pass(2);
  fail(1);
  expect(secondsLeft(other)).toBe(4);
  for (let n = 0; n < 10; n++) {
    pass(60);
    fail(1);
  }
  expect(secondsLeft(other)).toBe(60);
  answered(one);
  expect(secondsLeft(other)).toBe(0);
});

it('a clock that was set back does not cause a pause of hours', () => {
  const { asked, fail, secondsLeft, pass } = scene();
  asked(one, 900);
  fail(5);

  pass(-3_600);

  expect(secondsLeft(one)).toBe(0);
});

it('the oldest addresses are evicted, since clients can invent them', () => {
  const { asked, secondsLeft } = scene();
  asked(one, 900);

  for (let n = 0; n < 10_000; n++) asked(`https://push.example/${n}/two`, 900);

  expect(secondsLeft(one)).toBe(0);
  expect(secondsLeft('https://push.example/9999/two')).toBe(900);
});
