import { describe, expect, test } from 'vitest';
import { askAgain } from '../support/ask-again.ts';
import { makeClient, newName, password } from '../support/client.ts';
import { lacks } from '../support/endpoint.ts';
import { openHome } from '../support/home.ts';

const home = openHome();
const client = makeClient(home.url);

describe('registration', () => {
  test('returns a user and tokens that are valid at once', async () => {
    const username = newName('Ada');
    const registered = await client.call('POST', '/auth/register', {
      json: {
        username: `  ${username.toUpperCase()} `,
        password,
        email: `${username}@example.org`,
      },
    });

    expect(registered.status).toBe(201);
    expect(registered.body).toMatchObject({ token_type: 'bearer', expires_in: 1_800 });
    expect(registered.body.refresh_token).toEqual(expect.any(String));
    const me = await client.call('GET', '/users/me', { token: registered.body.access_token });
    expect(me.status).toBe(200);
    expect(me.body).toEqual(registered.body.user);
    expect(me.body).toMatchObject({
      username: username.toLowerCase(),
      email: `${username.toLowerCase()}@example.org`,
      is_active: true,
    });
    expect(me.body.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  test('refuses a name in another case, and never reveals that an e-mail address is in use', async () => {
    const username = newName();
    const email = `${username}@example.org`;
    const json = { username, password, email };
    await client.call('POST', '/auth/register', { json });

    const sameName = await client.call('POST', '/users/register', {
      json: { username: username.toUpperCase(), password },
    });
    const sameEmail = await client.call('POST', '/auth/register', {
      json: { ...json, username: newName() },
    });

    expect([sameName.status, sameName.body.code]).toEqual([409, 'username_taken']);
    expect([sameEmail.status, sameEmail.body.user.email]).toEqual([201, email]);
  });

  test('refuses the most common passwords and the name as a password, also when it is changed', async () => {
    const ada = await client.register();
    const register = (path: string, json: object) => client.call('POST', path, { json });
    const username = newName();
    const answers = [
      await register('/auth/register', { username, password: 'Password1' }),
      await register('/users/register', { username, password: `${username.toUpperCase()}-1` }),
      await client.call('POST', '/auth/password', {
        token: ada.token,
        json: { current_password: password, new_password: 'Qwerty123' },
      }),
    ];

    expect(answers.map(({ status, body }) => [status, body.errors?.[0].path])).toEqual([
      [422, 'body.password'],
      [422, 'body.password'],
      [422, 'body.new_password'],
    ]);
  });

  test.skipIf(lacks('ten-at-once'))(
    'has one winner when ten requests race for a name',
    async () => {
      const json = { username: newName(), password };
      const register = () => askAgain(() => client.call('POST', '/auth/register', { json }), [503]);
      const answers = await Promise.all(Array.from({ length: 10 }, register));

      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
    },
  );

  test.each([
    ['a short password', { password: 'Short1' }, 'body.password'],
    ['no digit', { password: 'NoDigitsHere' }, 'body.password'],
    ['no capital letter', { password: 'nocapital1' }, 'body.password'],
    ['a space at the end', { password: 'Trailing1 ' }, 'body.password'],
    ['an empty name', { username: '   ' }, 'body.username'],
    ['a name with @', { username: 'a@b' }, 'body.username'],
    ['a zero-width character', { username: 'a\u200Bb' }, 'body.username'],
    ['two inner spaces', { username: 'a  b' }, 'body.username'],
    ['a name of 51', { username: 'x'.repeat(51) }, 'body.username'],
    ['a number as a name', { username: 7 }, 'body.username'],
    ['a bad e-mail address', { email: 'nowhere' }, 'body.email'],
  ])('refuses %s and names the field', async (_what, wrong, path) => {
    const json = { username: newName(), password, ...wrong };
    const answer = await client.call('POST', '/auth/register', { json });

    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body.code).toBe('validation_failed');
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(path);
  });
});

describe('sign-in', () => {
  test('accepts the OAuth2 form, JSON, and any case of the name', async () => {
    const user = await client.register();
    const form = new URLSearchParams({
      username: user.username.toUpperCase(),
      password,
      grant_type: 'password',
    });
    const byForm = await client.call('POST', '/auth/token', {
      raw: { type: 'application/x-www-form-urlencoded', body: form.toString() },
    });
    const byJson = await client.call('POST', '/auth/token', {
      json: { username: user.username, password },
    });
    const byLogin = await client.call('POST', '/users/login', {
      json: { username: user.username, password },
    });

    expect([byForm.status, byJson.status, byLogin.status]).toEqual([200, 200, 200]);
    expect(Object.keys(byForm.body).sort()).toEqual(
      ['access_token', 'expires_in', 'refresh_token', 'token_type'].sort(),
    );
    expect(byLogin.body).toMatchObject({ token_type: 'bearer', user: { id: user.id } });
    expect(byLogin.body).not.toHaveProperty('refresh_token');
    const tokens = [byForm, byJson, byLogin].map(({ body }) => body.access_token);
    expect(new Set(tokens).size).toBe(3);
    for (const token of tokens) {
      expect((await client.call('GET', '/users/me', { token })).status).toBe(200);
    }
  });

  test('returns the same for a wrong password and an unknown name', async () => {
    const user = await client.register();
    const attempt = (username: string) =>
      client.call('POST', '/users/login', { json: { username, password: 'Wrong-Pass-1' } });
    const [wrong, unknown] = await Promise.all([attempt(user.username), attempt(newName())]);

    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const { request_id: _one, ...wrongBody } = wrong.body;
    const { request_id: _two, ...unknownBody } = unknown.body;
    expect(wrongBody).toEqual(unknownBody);
    expect(wrongBody).toMatchObject({
      code: 'invalid_credentials',
      detail: 'Invalid username or password',
    });
  });
});

describe('refresh and logout', () => {
  test('rotates: the new token works, and the old one may be repeated at once', async () => {
    const user = await client.register();
    const refresh = (refresh_token: string) =>
      client.call('POST', '/auth/refresh', { json: { refresh_token } });

    const first = await refresh(user.refreshToken);
    const repeated = await refresh(user.refreshToken);
    const second = await refresh(first.body.refresh_token);

    expect([first.status, repeated.status, second.status]).toEqual([200, 200, 200]);
    expect(first.body.refresh_token).not.toBe(user.refreshToken);
    expect((await refresh('nothing')).body.code).toBe('invalid_refresh_token');
  });

  test('logout revokes the refresh token', async () => {
    const user = await client.register();
    const json = { refresh_token: user.refreshToken };

    expect((await client.call('POST', '/auth/logout', { json })).status).toBe(204);
    expect((await client.call('POST', '/auth/refresh', { json })).status).toBe(401);
    expect((await client.call('POST', '/auth/logout', { json })).status).toBe(204);
  });

  test('logout everywhere invalidates access tokens on the very next call; new ones are valid', async () => {
    const user = await client.register();
    const everywhere = await client.call('POST', '/auth/logout', {
      token: user.token,
      json: { everywhere: true },
    });
    const me = await client.call('GET', '/users/me', { token: user.token });
    const again = await client.call('POST', '/users/login', {
      json: { username: user.username, password },
    });

    expect(everywhere.status).toBe(204);
    expect([me.status, me.body.code]).toEqual([401, 'unauthenticated']);
    const fresh = await client.call('GET', '/users/me', { token: again.body.access_token });
    expect(fresh.status).toBe(200);
  });
});
