import { describe, expect, test } from 'vitest';
import { makeClient, newName, password } from '../support/client.ts';
import { lacks } from '../support/endpoint.ts';
import { openHome } from '../support/home.ts';

const home = openHome();
const client = makeClient(home.url);

describe('cookie mode', () => {
  const headers = () => ({ 'x-parley-client': 'web', origin: new URL(home.url).origin });

  test.skipIf(lacks('request-cookies'))(
    'keeps the refresh token in an HttpOnly cookie and out of bodies',
    async () => {
      const user = await client.register();
      const signedIn = await client.call('POST', '/auth/token', {
        json: { username: user.username, password },
        headers: headers(),
      });
      const cookie = signedIn.headers.get('set-cookie') ?? '';
      const refreshed = await client.call('POST', '/auth/refresh', {
        headers: { ...headers(), cookie: cookie.split(';')[0] ?? '' },
      });

      expect(signedIn.body).not.toHaveProperty('refresh_token');
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; SameSite=Strict/);
      expect(cookie).toMatch(
        /^(__Host-parley_refresh=.*; Path=\/;.*; Secure|parley_refresh=.*; Path=\/api\/auth;)/,
      );
      expect(refreshed.status).toBe(200);
      expect(refreshed.body).not.toHaveProperty('refresh_token');
    },
  );

  test.skipIf(lacks('repeated-cookies'))('ignores a cookie that comes twice', async () => {
    const users = [await client.register(), await client.register()];
    const cookie = users.map(({ refreshToken }) => `parley_refresh=${refreshToken}`).join('; ');

    const refreshed = await client.call('POST', '/auth/refresh', {
      headers: { ...headers(), cookie },
    });

    expect([refreshed.status, refreshed.body.code]).toEqual([401, 'invalid_refresh_token']);
    expect(refreshed.headers.getSetCookie()).toEqual([]);
  });

  test('refuses a foreign origin, and reads no cookie without the header', async () => {
    const json = { username: newName(), password };
    const foreign = await client.call('POST', '/auth/token', {
      json,
      headers: { ...headers(), origin: 'https://evil.example' },
    });
    const plain = await client.call('POST', '/auth/refresh', {
      headers: { cookie: 'parley_refresh=anything' },
    });

    expect([foreign.status, foreign.body.code]).toEqual([403, 'forbidden_origin']);
    expect(plain.status).toBe(401);
  });
});
