import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { type RouteName, routeNames, routes } from '#contracts/routes.ts';
import { type Client, makeClient, password, type TestUser } from '../support/client.ts';
import { lacks } from '../support/endpoint.ts';
import { type Home, isDeployed, openHome } from '../support/home.ts';
import { openSocket, refusalOf, type TestSocket } from '../support/socket.ts';

/** Statuses of a refused handshake: an endpoint may have another one. */
const refusals = lacks('handshake-status') ? [401, 403] : [401];

let home: Home;
let client: Client;
beforeAll(async () => {
  home = await openHome();
  client = makeClient(home.url);
});
afterAll(() => home.close());

const bearer = (token: string) => ({ token });
const refresh = (refresh_token: string) =>
  client.call('POST', '/auth/refresh', { json: { refresh_token } });
const sessionsOf = async (token: string) =>
  (await client.call('GET', '/auth/sessions', bearer(token))).body.items;
const meStatus = async (token: string) =>
  (await client.call('GET', '/users/me', bearer(token))).status;
const listen = (token: string): Promise<TestSocket> =>
  openSocket(`${home.socketUrl}?token=${token}`);
const ticketOf = async (token: string): Promise<string> =>
  (await client.call('POST', '/realtime/ticket', bearer(token))).body.ticket;

/** Another device of the same user. */
const signIn = async ({ username }: TestUser, userAgent = 'curl/8.5.0') => {
  const { body } = await client.call('POST', '/auth/token', {
    json: { username, password },
    headers: { 'user-agent': userAgent },
  });
  return { token: body.access_token as string, refreshToken: body.refresh_token as string };
};

const nobody = '00000000-0000-4000-8000-000000000000';
const protectedRoutes = routeNames.filter((name) => routes[name].access === 'bearer');
const queries: Partial<Record<RouteName, string>> = {
  'search-users': '?q=ada',
  'read-log': '?after=0',
};
const bodies: Partial<Record<RouteName, unknown>> = {
  'change-password': { current_password: password, new_password: 'Another-Pass-2' },
  'update-me': { email: 'ada@example.org' },
  'open-conversation': { peer_id: nobody },
  'post-message': { content: 'Hello.' },
  'read-up-to': { seq: 1 },
  'send-message': { text: 'Hello.', receiver_id: nobody },
  'edit-message': { content: 'Hello.' },
  'create-attachment': { filename: 'a.txt', mime: 'text/plain', size_bytes: 1 },
};

let signedOut: Promise<string> | undefined;
/** An unexpired access token of a session that has ended. */
const signedOutToken = (): Promise<string> => {
  signedOut ??= client.register().then(async ({ token }) => {
    await client.call('POST', '/auth/logout', { token });
    return token;
  });
  return signedOut;
};

describe('the list of sessions', () => {
  test('has each device, and marks the one that asks', async () => {
    const user = await client.register();
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
    const other = await signIn(user, firefox);

    const items = await sessionsOf(other.token);

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
    expect(await meStatus(user.token)).toBe(200);
  });

  test('ends one: its tokens and sockets, and nothing else', async () => {
    const { ada, bob } = await client.pair();
    const phone = await signIn(ada);
    const ticket = await ticketOf(phone.token);
    const [ended, stays] = [await listen(phone.token), await listen(ada.token)];
    const { id } = (await sessionsOf(phone.token)).find((one: { current: boolean }) => one.current);

    const answer = await client.call('DELETE', `/auth/sessions/${id}`, bearer(ada.token));

    expect(answer.status).toBe(204);
    expect(await meStatus(phone.token)).toBe(401);
    expect(refusals).toContain(await refusalOf(`${home.socketUrl}?ticket=${ticket}`));
    expect(refusals).toContain(await refusalOf(`${home.socketUrl}?token=${phone.token}`));
    const refreshed = await refresh(phone.refreshToken);
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
    expect(await meStatus(ada.token)).toBe(200);
    await stays.close();
  });

  test.each([
    ['x', 422],
    ['nothing%20here', 422],
    ['%F0%9F%98%80', 422],
    ['%27--', 422],
    [nobody, 404],
  ])('does not know a session %s: %d', async (id, status) => {
    const user = await client.register();

    const answer = await client.call('DELETE', `/auth/sessions/${id}`, { token: user.token });

    expect(answer.status).toBe(status);
    expect(await meStatus(user.token)).toBe(200);
  });

  test('knows nobody else’s session', async () => {
    const [ada, bob] = [await client.register(), await client.register()];
    const [{ id }] = await sessionsOf(bob.token);

    const answer = await client.call('DELETE', `/auth/sessions/${id}`, bearer(ada.token));

    expect([answer.status, answer.body.code]).toEqual([404, 'session_not_found']);
    expect(await meStatus(bob.token)).toBe(200);
  });
});

test('who signs in for every call has so many sessions, and each token works', async () => {
  const user = await client.register();
  // Beyond the limit each sign-in ends a session; in one process also more than a profile records.
  const count = limits.session.perUser + (isDeployed ? 2 : limits.session.maxEnded + 2);
  const statuses: number[] = [];
  let last = user.token;
  for (let n = 0; n < count; n++) {
    last = (await signIn(user)).token;
    statuses.push(await meStatus(last));
  }

  expect(statuses).toEqual(Array(count).fill(200));
  const items = await sessionsOf(last);
  expect(items).toHaveLength(limits.session.perUser);
  expect(items.filter(({ current }: { current: boolean }) => current)).toHaveLength(1);
  expect(await meStatus(user.token)).toBe(401);
  expect((await refresh(user.refreshToken)).body.reason).toBe('too_many_sessions');
}, 300_000);

describe('sign-out', () => {
  test.each(['refresh token', 'access token'] as const)(
    'with the %s alone ends that session everywhere',
    async (how) => {
      const user = await client.register();
      const other = await signIn(user);
      const ticket = await ticketOf(user.token);
      const socket = await listen(user.token);

      const answer = await client.call(
        'POST',
        '/auth/logout',
        how === 'access token'
          ? bearer(user.token)
          : { json: { refresh_token: user.refreshToken } },
      );

      expect(answer.status).toBe(204);
      expect(await meStatus(user.token)).toBe(401);
      expect((await client.call('POST', '/realtime/ticket', bearer(user.token))).status).toBe(401);
      expect(refusals).toContain(await refusalOf(`${home.socketUrl}?ticket=${ticket}`));
      expect((await refresh(user.refreshToken)).body.reason).toBe('signed_out');
      await socket.closed;
      expect(await meStatus(other.token)).toBe(200);
      expect((await refresh(other.refreshToken)).status).toBe(200);
    },
  );

  test('during handshakes leaves no socket that receives events', async () => {
    const { ada, bob } = await client.pair();
    const stays = await listen(ada.token);
    for (let round = 0; round < 5; round++) {
      const phone = await signIn(ada);
      const tickets = await Promise.all([1, 2, 3].map(() => ticketOf(phone.token)));
      const opening = tickets.map((ticket) => openSocket(`${home.socketUrl}?ticket=${ticket}`));
      const settled = Promise.allSettled(opening);
      await client.call('POST', '/auth/logout', bearer(phone.token));
      const opened = (await settled).flatMap((one) =>
        one.status === 'fulfilled' ? [one.value] : [],
      );

      const text = `round ${round}`;
      await client.send(bob, ada, text);
      await stays.next(({ type, payload }) => type === 'message:new' && payload.text === text);

      // A gateway that registered the socket after its session had ended may leave it open, without
      // events.
      if (!isDeployed) await Promise.all(opened.map(({ closed }) => closed));
      const heard = opened.flatMap(({ frames }) =>
        frames.filter(({ type }) => type === 'message:new'),
      );
      expect(heard).toEqual([]);
      await Promise.all(opened.map((socket) => socket.close()));
    }
    await stays.close();
  });

  test.each(protectedRoutes)('is respected by %s', async (name) => {
    const { method, path } = routes[name];
    const at = path.replace('/api', '').replace('{id}', path.includes('/messages/') ? 'x' : nobody);
    const json = bodies[name];

    const answer = await client.call(method, `${at}${queries[name] ?? ''}`, {
      token: await signedOutToken(),
      ...(json !== undefined && { json }),
    });

    expect(answer.status).toBe(401);
  });
});

describe('refresh', () => {
  test('by a second successor of one token ends the session of both', async () => {
    const user = await client.register();
    const other = await signIn(user);
    const [one, two] = [await refresh(user.refreshToken), await refresh(user.refreshToken)];
    const onward = await refresh(one.body.refresh_token);

    const second = await refresh(two.body.refresh_token);

    expect([onward.status, second.status, second.body.reason]).toEqual([200, 401, 'token_reused']);
    for (const { body } of [one, two, onward]) expect(await meStatus(body.access_token)).toBe(401);
    expect((await refresh(onward.body.refresh_token)).body.reason).toBe('token_reused');
    expect(await meStatus(other.token)).toBe(200);
  });

  test('has a rate', async () => {
    const user = await client.register();

    const answers = await Promise.all(
      Array.from({ length: 100 }, () => refresh(user.refreshToken)),
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
test('a change of the password ends every session, and says so', { timeout: 120_000 }, async () => {
  const user = await client.register();
  const other = await signIn(user);

  const [changed] = await Promise.all([
    client.call('POST', '/auth/password', {
      token: user.token,
      json: { current_password: password, new_password: 'Another-Pass-2' },
    }),
    refresh(other.refreshToken),
  ]);

  expect(changed.status).toBe(200);
  expect([await meStatus(user.token), await meStatus(other.token)]).toEqual([401, 401]);
  expect((await refresh(other.refreshToken)).body.reason).toBe('password_changed');
  expect(await sessionsOf(changed.body.access_token)).toMatchObject([{ current: true }]);
});
