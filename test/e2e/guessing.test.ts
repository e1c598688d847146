import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { askAgain } from '../support/ask-again.ts';
import { makeClient, newName, password } from '../support/client.ts';
import { lacks } from '../support/endpoint.ts';
import { isDeployed, openHome } from '../support/home.ts';

const home = openHome();
const client = makeClient(home.url);

/** A machine too busy to check a password answers 503 and counts nothing. */
const login = (username: string, secret = password) => {
  const json = { username, password: secret };
  return askAgain(() => client.call('POST', '/users/login', { json }), [503]);
};

describe('guessing', () => {
  // Guesses are counted in fixed windows: none may end within a test.
  const longestTestMs = 45_000;
  beforeEach(async () => {
    const lengthMs = limits.attempts.windowSeconds * 1_000;
    const leftMs = lengthMs - (Date.now() % lengthMs);
    if (leftMs > longestTestMs) return;
    console.log(`waiting ${Math.ceil(leftMs / 1_000)} s until guesses are counted anew`);
    await setTimeout(leftMs + 500);
  }, longestTestMs + 10_000);

  test('is stopped after five wrong passwords, for unknown names too, and the response says for how long', async () => {
    const ada = await client.register();
    for (const name of [ada.username, newName()]) {
      for (let n = 0; n < 5; n++) expect((await login(name, 'Wrong-Pass-1')).status).toBe(401);
      const stopped = await login(name, 'Wrong-Pass-1');
      expect([stopped.status, stopped.body.code]).toEqual([429, 'too_many_attempts']);
      expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await login(ada.username)).status).toBe(429);
  });

  test.skipIf(lacks('ten-at-once'))(
    'is stopped in a burst, too, and right passwords do not count',
    async () => {
      const ada = await client.register();
      for (let n = 0; n < 7; n++) expect((await login(ada.username)).status).toBe(200);
      const burst = await Promise.all(
        Array.from({ length: 20 }, () => login(ada.username, 'Wrong-Pass-1')),
      );
      const tried = burst.filter(({ status }) => status === 401).length;
      expect(tried).toBeGreaterThan(0);
      expect(tried).toBeLessThanOrEqual(5);
      expect(burst.filter(({ status }) => status === 429)).toHaveLength(20 - tried);
    },
  );

  test.skipIf(lacks('request-cookies'))(
    'does not lock out a browser that has signed in before',
    async () => {
      const ada = await client.register();
      const web = { 'x-parley-client': 'web', origin: new URL(home.url).origin };
      const signIn = (cookie: string) =>
        client.call('POST', '/auth/token', {
          json: { username: ada.username, password },
          headers: { ...web, cookie },
        });
      const first = await signIn('');
      const device = first.headers.getSetCookie().find((one) => one.startsWith('parley_device='));
      for (let n = 0; n < 6; n++) await login(ada.username, 'Wrong-Pass-1');

      expect(device).toMatch(/; Path=\/api\/auth; Max-Age=\d+; HttpOnly; SameSite=Strict/);
      expect((await signIn('')).status).toBe(429);
      expect((await signIn(device?.split(';')[0] ?? '')).status).toBe(200);
    },
  );

  test('is not assumed for right passwords at the same time', async () => {
    const ada = await client.register();
    const burst = await Promise.all(Array.from({ length: 8 }, () => login(ada.username)));
    const statuses = burst.map(({ status }) => status);
    const taken = statuses.filter((status) => status === 200).length;
    // A function refuses at once; the one process queues.
    const max = limits.attempts.perNameAndAddress;
    expect(taken).toBeGreaterThanOrEqual(isDeployed ? max : statuses.length);
    expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
  });
});
