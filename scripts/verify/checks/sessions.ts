import { type Check, holds, same } from '../check.ts';
import type { Context } from '../context.ts';
import { newName, newPassword, type Person } from '../people.ts';
import { passkeyCheck } from './passkeys.ts';
import { secondFactorCheck } from './second-factor.ts';

interface Session {
  readonly token: string;
  readonly refreshToken: string;
}

/** A new session of Eve, who belongs to no conversation of the checks. */
const newSession = async ({ people }: Context): Promise<Session> => {
  const { eve } = await people.shared();
  const { status, body } = await people.signIn(eve);
  same('status of a sign-in', status, 200);
  return { token: body.access_token, refreshToken: body.refresh_token };
};
const refresh = ({ call }: Context, refresh_token: string) =>
  call('POST', '/auth/refresh', { json: { refresh_token } });
const me = async ({ call }: Context, token: string): Promise<number> =>
  (await call('GET', '/users/me', { token })).status;

/** Odd, but allowed: quotes, spaces, other scripts, an emoji, percent and plus. */
const oddPassword = (): string => `Ä1 "ö'\\ +%2B&=/?#<日本>🎈 ${newPassword()}`;

export const sessionChecks: readonly Check[] = [
  {
    id: 'sessions.rotation',
    title: 'a refresh token is valid once, and may be repeated after a lost response',
    assumes:
      'Conditional writes of token families work; the gateway accepts new tokens of Cognito at once.',
    remedy:
      'Check the log of refresh-token; a 401 for a new access token comes from the authorizer of the gateway.',
    needs: ['accounts'],
    run: async (context) => {
      const session = await newSession(context);
      const first = await refresh(context, session.refreshToken);
      same('status of a refresh', first.status, 200);
      holds(first.body.refresh_token !== session.refreshToken, 'the refresh token is the same');
      same('status of a call with the new token', await me(context, first.body.access_token), 200);
      const repeated = await refresh(context, session.refreshToken);
      same('status of a repeat', repeated.status, 200);
      const second = await refresh(context, first.body.refresh_token);
      same('status of the successor', second.status, 200);
      await context.call('POST', '/auth/logout', { token: second.body.access_token });
      return 'refreshed, repeated, refreshed again';
    },
  },
  {
    id: 'sessions.theft',
    title: 'a stolen refresh token ends the session',
    assumes:
      'The use of a second successor is detected, and each call reads the ended sessions consistently.',
    remedy: 'Check the log of refresh-token: the session must end with token_reused.',
    needs: ['accounts'],
    run: async (context) => {
      const session = await newSession(context);
      const other = await newSession(context);
      const [one, two] = [
        await refresh(context, session.refreshToken),
        await refresh(context, session.refreshToken),
      ];
      const onward = await refresh(context, one.body.refresh_token);
      const thief = await refresh(context, two.body.refresh_token);
      same('the second successor', [thief.status, thief.body.reason], [401, 'token_reused']);
      const tokens = [
        session.token,
        one.body.access_token,
        two.body.access_token,
        onward.body.access_token,
      ];
      for (const token of tokens)
        same('status of a token of the session', await me(context, token), 401);
      same('status of another session', await me(context, other.token), 200);
      await context.call('POST', '/auth/logout', { token: other.token });
      return '401 token_reused; its four access tokens are refused at once';
    },
  },
  {
    id: 'sessions.sign-out',
    title: 'a sign-out ends access token, refresh token and socket at once',
    assumes:
      'The function refuses the access token although the gateway still accepts it; the socket gets the reason and is closed.',
    remedy:
      'Check the log of logout, and its right to close sockets (execute-api:ManageConnections, DELETE).',
    needs: ['accounts'],
    run: async (context) => {
      const session = await newSession(context);
      const socket = await context.connect(session);
      const out = await context.call('POST', '/auth/logout', { token: session.token });
      same('status', out.status, 204);
      same('status of the access token', await me(context, session.token), 401);
      const refreshed = await refresh(context, session.refreshToken);
      same('the refresh token', [refreshed.status, refreshed.body.reason], [401, 'signed_out']);
      const { payload } = await socket.next(({ type }) => type === 'error');
      same('the event on the socket', payload.code, 4401);
      const code = await Promise.race([
        socket.closed,
        new Promise<null>((resolve) => setTimeout(resolve, context.waitMs, null).unref()),
      ]);
      holds(code !== null, 'the socket is still open');
      return `204; the socket closed with ${code}`;
    },
  },
  {
    id: 'sessions.elsewhere',
    title: 'another session is ended from the list',
    assumes: 'As for the sign-out, by the function end-session.',
    remedy: 'Check the log of end-session.',
    needs: ['accounts'],
    run: async (context) => {
      const [mine, other] = [await newSession(context), await newSession(context)];
      const { body } = await context.call('GET', '/auth/sessions', { token: other.token });
      const id = body.items.find(({ current }: { current: boolean }) => current)?.id;
      const ended = await context.call('DELETE', `/auth/sessions/${id}`, { token: mine.token });
      same('status', ended.status, 204);
      same('status of its access token', await me(context, other.token), 401);
      same('status of the own one', await me(context, mine.token), 200);
      await context.call('POST', '/auth/logout', { token: mine.token });
      return '204';
    },
  },
  {
    id: 'sessions.passwords',
    title: 'a password with unusual characters, and its change',
    assumes:
      'Passwords reach Cognito unchanged, by JSON and by form; it accepts spaces, quotes, emoji and other scripts.',
    remedy:
      'Compare with functions/adapters/aws/cognito: a password that Cognito refuses must be hashed there. InvalidPasswordException in the log names the policy.',
    needs: ['new accounts'],
    run: async (context) => {
      const { call, people } = context;
      const person = await people.register({ username: newName(), password: oddPassword() });
      const form = new URLSearchParams({ username: person.username, password: person.password });
      const type = 'application/x-www-form-urlencoded';
      const byForm = await call('POST', '/auth/token', { raw: { type, body: form.toString() } });
      same('status of a sign-in by form', byForm.status, 200);
      same('status of a sign-in by JSON', (await people.signIn(person)).status, 200);
      const new_password = `${oddPassword()} ${'x'.repeat(100)}`;
      const changed = await call('POST', '/auth/password', {
        token: person.token,
        json: { current_password: person.password, new_password },
      });
      same('status of the change', [changed.status, changed.body.code], [200, undefined]);
      const before = person.token;
      Object.assign(person, { password: new_password, token: changed.body.access_token });
      same('status of a token from before', await me(context, before), 401);
      same('status of a sign-in with the new one', (await people.signIn(person)).status, 200);
      return `${new_password.length} characters`;
    },
  },
  secondFactorCheck,
  passkeyCheck,
  {
    id: 'sessions.everywhere',
    title: 'a sign-out everywhere ends all sessions, and the user can sign in again',
    assumes:
      'Token times are whole seconds: a token of the same second is refused, one of a new sign-in is valid.',
    remedy:
      'Check functions/core/domain/revocation.ts: clocks of Cognito and of the function may differ.',
    needs: ['new accounts'],
    run: async (context) => {
      const person = await context.people.register();
      const phone = (await context.people.signIn(person)).body;
      const out = await context.call('POST', '/auth/logout', {
        token: person.token,
        json: { everywhere: true },
      });
      same('status', out.status, 204);
      same(
        'status of both tokens',
        [await me(context, person.token), await me(context, phone.access_token)],
        [401, 401],
      );
      const again = await context.people.signIn(person);
      same('status of a new sign-in', again.status, 200);
      same('status of its token', await me(context, again.body.access_token), 200);
      person.token = again.body.access_token;
      return '204; a new sign-in is valid at once';
    },
  },
  {
    id: 'sessions.deactivation',
    title: 'a deactivated account is refused, and its name stays taken',
    assumes: 'The functions delete-me, sign-in and register read the profile consistently.',
    remedy: 'Check the log of delete-me.',
    needs: ['new accounts'],
    run: async (context) => {
      const { ada } = await context.people.shared();
      const person: Person = await context.people.register();
      const gone = await context.call('DELETE', '/users/me', { token: person.token });
      same('status', gone.status, 204);
      same('status of its token', await me(context, person.token), 401);
      same('status of a sign-in', (await context.people.signIn(person)).status, 401);
      const json = { username: person.username, password: newPassword() };
      const taken = await context.call('POST', '/auth/register', { json });
      holds(
        [409, 403].includes(taken.status),
        `a registration with its name answered ${taken.status}`,
      );
      const seen = await context.call('GET', `/users/${person.id}`, { token: ada.token });
      holds(seen.status === 404 || seen.body.is_active === false, 'others see it as active');
      return `204; its name answers ${taken.status}`;
    },
  },
];
