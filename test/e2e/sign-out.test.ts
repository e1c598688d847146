import { describe, expect, test } from 'vitest';
import { type RouteName, routeNames, routes } from '#contracts/routes.ts';
import { makeClient, password } from '../support/client.ts';
import { lacks } from '../support/endpoint.ts';
import { isDeployed, openHome } from '../support/home.ts';
import { bearer, makeSessions } from '../support/sessions.ts';
import { openSocket, refusalOf } from '../support/socket.ts';

/** Statuses of a refused handshake; some endpoints have another one. */
const refusals = lacks('handshake-status') ? [401, 403] : [401];

const home = openHome();
const client = makeClient(home.url);
const sessions = makeSessions(client, home);

const nobody = '00000000-0000-4000-8000-000000000000';
const protectedRoutes = routeNames.filter((name) => routes[name].access === 'bearer');
const queries: Partial<Record<RouteName, string>> = {
  'search-users': '?q=ada',
  'search-messages': '?q=ada',
  'read-log': '?after=0',
};
const aCredential = {
  id: 'AAAA',
  rawId: 'AAAA',
  type: 'public-key',
  response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' },
};
const bodies: Partial<Record<RouteName, unknown>> = {
  'change-password': { current_password: password, new_password: 'Another-Pass-2' },
  'start-factor': { password },
  'confirm-factor': { code: '000000' },
  'prove-factor': { code: '000000' },
  'remove-factor': { password },
  'start-passkey': { password },
  'add-passkey': { name: 'Phone', credential: aCredential },
  'rename-passkey': { name: 'Key' },
  'remove-passkey': { password },
  'update-me': { email: 'ada@example.org' },
  'open-conversation': { peer_id: nobody },
  'accept-invitation': { code: 'an-invitation-that-does-not-exist' },
  'put-push-subscription': {
    endpoint: 'https://updates.push.services.mozilla.com/wpush/v2/one',
    keys: { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) },
    origin: 'https://chat.example',
  },
  'post-message': { content: 'Hello.' },
  'read-up-to': { seq: 1 },
  'update-settings': { is_archived: true },
  'answer-request': { answer: 'accepted' },
  'change-marks': { cleared_seq: 1 },
  'set-disappearing': { after: 86_400 },
  'send-message': { text: 'Hello.', receiver_id: nobody },
  'edit-message': { content: 'Hello.' },
  'put-reaction': { emoji: '👍' },
  'copy-attachment': { client_id: '0f8fad5b-d9cb-469f-a165-70867728950e' },
  'operate-account': { action: 'end_sessions' },
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

describe('sign-out', () => {
  test.each(['refresh token', 'access token'] as const)(
    'with the %s alone ends that session everywhere',
    async (how) => {
      const user = await client.register();
      const other = await sessions.signIn(user);
      const ticket = await sessions.ticketOf(user.token);
      const socket = await sessions.listen(user.token);

      const answer = await client.call(
        'POST',
        '/auth/logout',
        how === 'access token'
          ? bearer(user.token)
          : { json: { refresh_token: user.refreshToken } },
      );

      expect(answer.status).toBe(204);
      expect(await sessions.meStatus(user.token)).toBe(401);
      expect((await client.call('POST', '/realtime/ticket', bearer(user.token))).status).toBe(401);
      expect(refusals).toContain(await refusalOf(`${home.socketUrl}?ticket=${ticket}`));
      expect((await sessions.refresh(user.refreshToken)).body.reason).toBe('signed_out');
      await socket.closed;
      expect(await sessions.meStatus(other.token)).toBe(200);
      expect((await sessions.refresh(other.refreshToken)).status).toBe(200);
    },
  );

  test('during handshakes leaves no socket that receives events', async () => {
    const { ada, bob } = await client.pair();
    const stays = await sessions.listen(ada.token);
    for (let round = 0; round < 5; round++) {
      const phone = await sessions.signIn(ada);
      const tickets = await Promise.all([1, 2, 3].map(() => sessions.ticketOf(phone.token)));
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
      const received = opened.flatMap(({ frames }) =>
        frames.filter(({ type }) => type === 'message:new'),
      );
      expect(received).toEqual([]);
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
