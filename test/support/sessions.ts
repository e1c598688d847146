import { type Client, password, type TestUser } from './client.ts';
import type { Home } from './home.ts';
import { openSocket, type TestSocket } from './socket.ts';

export const bearer = (token: string) => ({ token });

/** Session-related requests of a user, at one home. */
export const makeSessions = (client: Client, { socketUrl }: Home) => ({
  refresh: (refresh_token: string) =>
    client.call('POST', '/auth/refresh', { json: { refresh_token } }),
  sessionsOf: async (token: string) =>
    (await client.call('GET', '/auth/sessions', bearer(token))).body.items,
  meStatus: async (token: string) => (await client.call('GET', '/users/me', bearer(token))).status,
  listen: (token: string): Promise<TestSocket> => openSocket(`${socketUrl}?token=${token}`),
  ticketOf: async (token: string): Promise<string> =>
    (await client.call('POST', '/realtime/ticket', bearer(token))).body.ticket,
  /** Another device of the same user. */
  signIn: async ({ username }: TestUser, userAgent = 'curl/8.5.0') => {
    const { body } = await client.call('POST', '/auth/token', {
      json: { username, password },
      headers: { 'user-agent': userAgent },
    });
    return { token: body.access_token as string, refreshToken: body.refresh_token as string };
  },
});
