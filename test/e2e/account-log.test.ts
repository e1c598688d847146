import { expect, test } from 'vitest';
import { makeClient, password } from '../support/client.ts';
import { lacks } from '../support/endpoint.ts';
import { openHome } from '../support/home.ts';

const home = openHome();
const client = makeClient(home.url);

const eventsOf = (token: string, query = '') =>
  client.call('GET', `/auth/events${query}`, { token });
const logOut = (token: string) => client.call('POST', '/auth/logout', { token });

test('the log of the account has sign-ins, refusals, new passwords and ended sessions, and is in the export', async () => {
  const user = await client.register();
  const other = await client.call('POST', '/auth/token', {
    json: { username: user.username, password },
    headers: { 'user-agent': 'python-requests/2.32' },
  });
  for (let n = 0; n < 2; n++) {
    await client.call('POST', '/auth/token', {
      json: { username: user.username, password: 'Wrong-Pass-1' },
    });
  }
  for (let n = 0; n < 3; n++) await logOut(other.body.access_token);
  const change = (current_password: string) =>
    client.call('POST', '/auth/password', {
      token: user.token,
      json: { current_password, new_password: 'Another-Pass-2' },
    });
  expect((await change('Wrong-Pass-1')).body.code).toBe('invalid_password');
  const changed = await change(password);
  const token = changed.body.access_token;

  const all = await eventsOf(token);
  const second = await eventsOf(token, '?page=2&size=2');
  const exported = await client.call('GET', '/users/me/export', { token });

  expect(all.body.items).toMatchObject([
    { type: 'password_changed' },
    { type: 'password_refused', count: 1 },
    { type: 'session_ended', reason: 'signed_out', device: 'python-requests' },
    { type: 'sign_in_refused', count: 2 },
    { type: 'signed_in', device: 'python-requests' },
    { type: 'signed_in' },
  ]);
  for (const { address } of all.body.items) expect(address).toMatch(/^$|\/(24|48)$/);
  expect(second.body).toMatchObject({ items: all.body.items.slice(2, 4), total: 6, pages: 3 });
  const events = exported.body.items.filter(({ type }: { type: string }) => type === 'event');
  expect(events.map(({ event }: { event: unknown }) => event)).toEqual(all.body.items);
});

test.skipIf(lacks('ten-at-once'))(
  'a stranger adds only a count to another user’s log',
  async () => {
    const user = await client.register();
    const before = await eventsOf(user.token);
    const guess = (path: string) =>
      client.call('POST', path, { json: { username: user.username, password: 'Wrong-Pass-1' } });

    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => guess(n % 2 === 0 ? '/auth/token' : '/users/login')),
    );
    await client.call('POST', '/auth/logout', { json: { refresh_token: 'pr1.nothing' } });
    await client.call('POST', '/auth/refresh', { json: { refresh_token: 'pr1.nothing' } });

    const { body } = await eventsOf(user.token);
    expect(answers.every(({ status }) => status === 401 || status === 429)).toBe(true);
    // A gateway may refuse some before they reach Parley.
    const count = answers.filter(({ body: { code } }) => code !== undefined).length;
    expect(body.items).toMatchObject([{ type: 'sign_in_refused', count }, { type: 'signed_in' }]);
    expect(body.items.slice(1)).toEqual(before.body.items);
  },
);
