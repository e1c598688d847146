import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { makeClient, password } from '../support/client.ts';
import { lacks } from '../support/endpoint.ts';
import { isDeployed, openHome } from '../support/home.ts';
import { bearer, makeSessions } from '../support/sessions.ts';
import { refusalOf } from '../support/socket.ts';

/** Statuses of a refused handshake; some endpoints have another one. */
const refusals = lacks('handshake-status') ? [401, 403] : [401];

const home = openHome();
const client = makeClient(home.url);
const sessions = makeSessions(client, home);

const nobody = '00000000-0000-4000-8000-000000000000';

describe('the list of sessions', () => {
  test('has each device, and marks the current one', async () => {
    const user = await client.register();
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
    const other = await sessions.signIn(user, firefox);

    const items = await sessions.sessionsOf(other.token);

    expect(items).toHaveLength(2);
    expect(items.filter(({ current }: { current: boolean }) => current)).toMatchObject([
      { device: 'Firefox, Linux' },
    ]);
    for (const item of items) {
      expect(Object.keys(item).sort()).toEqual(
        ['address', 'created_at', 'current', 'device', 'id', 'last_seen_at'].sort(),
      );
      expect(item.address).toMatch(/^$|\/(24|48)$/);
    }
    expect(await sessions.meStatus(user.token)).toBe(200);
  });

  test('can end one session: its tokens and sockets, and nothing else', async () => {
    const { ada, bob } = await client.pair();
    const phone = await sessions.signIn(ada);
    const ticket = await sessions.ticketOf(phone.token);
    const [ended, stays] = [await sessions.listen(phone.token), await sessions.listen(ada.token)];
    const { id } = (await sessions.sessionsOf(phone.token)).find(
      (one: { current: boolean }) => one.current,
    );

    const answer = await client.call('DELETE', `/auth/sessions/${id}`, bearer(ada.token));

    expect(answer.status).toBe(204);
    expect(await sessions.meStatus(phone.token)).toBe(401);
    expect(refusals).toContain(await refusalOf(`${home.socketUrl}?ticket=${ticket}`));
    expect(refusals).toContain(await refusalOf(`${home.socketUrl}?token=${phone.token}`));
    const refreshed = await sessions.refresh(phone.refreshToken);
    expect([refreshed.status, refreshed.body.code, refreshed.body.reason]).toEqual([
      401,
      'invalid_refresh_token',
      'signed_out_elsewhere',
    ]);
    await ended.closed;
    await client.send(bob, ada, 'To those who are left.');
    await stays.next(({ type }) => type === 'message:new');
    expect(ended.frames.some(({ type }) => type === 'message:new')).toBe(false);
    expect((await client.call('DELETE', `/auth/sessions/${id}`, bearer(ada.token))).status).toBe(
      404,
    );
    expect(await sessions.meStatus(ada.token)).toBe(200);
    await stays.close();
  });

  test.each([
    ['x', 422],
    ['nothing%20here', 422],
    ['%F0%9F%98%80', 422],
    ['%27--', 422],
    [nobody, 404],
  ])('has no session %s: %d', async (id, status) => {
    const user = await client.register();

    const answer = await client.call('DELETE', `/auth/sessions/${id}`, { token: user.token });

    expect(answer.status).toBe(status);
    expect(await sessions.meStatus(user.token)).toBe(200);
  });

  test('has no session of another user', async () => {
    const [ada, bob] = [await client.register(), await client.register()];
    const [{ id }] = await sessions.sessionsOf(bob.token);

    const answer = await client.call('DELETE', `/auth/sessions/${id}`, bearer(ada.token));

    expect([answer.status, answer.body.code]).toEqual([404, 'session_not_found']);
    expect(await sessions.meStatus(bob.token)).toBe(200);
  });
});

test('a client that signs in for every call has a maximum of sessions, and each token works', async () => {
  const user = await client.register();
  // Beyond the limit each sign-in ends a session; in one process more than a profile lists.
  const count = limits.session.perUser + (isDeployed ? 2 : limits.session.maxEnded + 2);
  const statuses: number[] = [];
  let last = user.token;
  for (let n = 0; n < count; n++) {
    last = (await sessions.signIn(user)).token;
    statuses.push(await sessions.meStatus(last));
  }

  expect(statuses).toEqual(Array(count).fill(200));
  const items = await sessions.sessionsOf(last);
  expect(items).toHaveLength(limits.session.perUser);
  expect(items.filter(({ current }: { current: boolean }) => current)).toHaveLength(1);
  expect(await sessions.meStatus(user.token)).toBe(401);
  expect((await sessions.refresh(user.refreshToken)).body.reason).toBe('too_many_sessions');
});

describe('refresh of a session', () => {
  test('ends it for both parties if a second successor of a token is used', async () => {
    const user = await client.register();
    const other = await sessions.signIn(user);
    const [one, two] = [
      await sessions.refresh(user.refreshToken),
      await sessions.refresh(user.refreshToken),
    ];
    const onward = await sessions.refresh(one.body.refresh_token);

    const second = await sessions.refresh(two.body.refresh_token);

    expect([onward.status, second.status, second.body.reason]).toEqual([200, 401, 'token_reused']);
    for (const { body } of [one, two, onward])
      expect(await sessions.meStatus(body.access_token)).toBe(401);
    expect((await sessions.refresh(onward.body.refresh_token)).body.reason).toBe('token_reused');
    expect(await sessions.meStatus(other.token)).toBe(200);
  });

  test('is rate limited', async () => {
    const user = await client.register();

    const answers = await Promise.all(
      Array.from({ length: 100 }, () => sessions.refresh(user.refreshToken)),
    );

    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThan(80);
    for (const { status, headers } of refused) {
      // On AWS so many parallel calls also conflict; the gateway itself refuses some or times out.
      if (isDeployed && !headers.get('content-type')?.includes('problem+json')) {
        expect(status === 429 || status >= 500).toBe(true);
        continue;
      }
      expect(isDeployed ? [429, 503] : [429]).toContain(status);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });
});

// Hashes five passwords.
test('a changed password ends every session and emits the reason', async () => {
  const user = await client.register();
  const other = await sessions.signIn(user);

  const [changed] = await Promise.all([
    client.call('POST', '/auth/password', {
      token: user.token,
      json: { current_password: password, new_password: 'Another-Pass-2' },
    }),
    sessions.refresh(other.refreshToken),
  ]);

  expect(changed.status).toBe(200);
  expect([await sessions.meStatus(user.token), await sessions.meStatus(other.token)]).toEqual([
    401, 401,
  ]);
  expect((await sessions.refresh(other.refreshToken)).body.reason).toBe('password_changed');
  expect(await sessions.sessionsOf(changed.body.access_token)).toMatchObject([{ current: true }]);
});
