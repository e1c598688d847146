import { decodeJwt } from 'jose';
import { expect, it } from 'vitest';
import { makeVapidHeader, newVapidPem, vapidKeysOf } from '#functions/adapters/web-push/vapid.ts';

const endpoint = 'https://push.example/one';
const hours = 3_600_000;

const scene = () => {
  let now = Date.now();
  const clock = { now: () => now, sleep: async () => undefined };
  const vapid = makeVapidHeader(vapidKeysOf(newVapidPem()), 'mailto:ops@example.org', clock);
  const token = async (of = endpoint) => /t=([^,]+)/.exec(await vapid.headerFor(of))?.[1] ?? '';
  return {
    vapid,
    token,
    pass: (ms: number) => {
      now += ms;
    },
    hoursLeft: async () => ((decodeJwt(await token()).exp ?? 0) * 1_000 - now) / hours,
  };
};

it('a token is reused for half of its lifetime', async () => {
  const { token, pass, hoursLeft } = scene();
  const first = await token();

  pass(5.9 * hours);
  expect(await token()).toBe(first);
  pass(0.2 * hours);
  expect(await token()).not.toBe(first);
  expect(await hoursLeft()).toBeGreaterThan(11.9);
});

it('no token is valid for more than a day after the clock was set back', async () => {
  const { token, pass, hoursLeft } = scene();
  await token();

  pass(-100 * hours);

  expect(await hoursLeft()).toBeLessThanOrEqual(12);
});

it('a refused token is not sent again', async () => {
  const { vapid, token, pass } = scene();
  const first = await token();
  pass(1_000);

  vapid.remove(endpoint);

  expect(await token()).not.toBe(first);
});
