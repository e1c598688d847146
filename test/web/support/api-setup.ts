import { createCall } from '#client/http/call.ts';
import type { Locks } from '#client/http/session.ts';
import { createPageLocks, createSession } from '#client/http/session.ts';
import { createTransport } from '#client/http/transport.ts';
import type { createLastUser } from '#site/sync/last-user.ts';
import { aToken, ME } from './builders.ts';

type Reply = Response | Error;
type Server = (request: Request) => Reply | Promise<Reply>;

export const json = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Response => new Response(JSON.stringify(body), { status, headers });
export const refused = (status: number, code: string): Response => json(status, { code, status });
export const tokens = (token: string): Response =>
  json(200, { access_token: token, token_type: 'bearer', expires_in: 1800 });

/** A server that accepts the `current` token and issues the next one on refresh. */
export const setupApi = ({
  server,
  locks = createPageLocks(),
  known,
}: {
  server: Server;
  locks?: Locks;
  known?: ReturnType<typeof createLastUser>;
}) => {
  const requests: Request[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(new URL(String(input), 'http://parley.test'), init);
    requests.push(request.clone());
    const reply = await server(request);
    if (reply instanceof Error) throw reply;
    return reply;
  };
  const transport = createTransport(fetch as typeof globalThis.fetch);
  const session = createSession(transport, locks, known);
  return {
    transport,
    session,
    call: createCall(transport, session),
    requests,
    asked: () => requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`),
  };
};

/** Answers like Parley: bearer routes need the newest token. */
export const rotatingServer = (userOf: (generation: number) => string = () => ME): Server => {
  let generation = 0;
  let current = '';
  return ({ url, headers }) => {
    if (url.endsWith('/api/auth/refresh')) {
      generation++;
      current = aToken(userOf(generation), generation);
      return tokens(current);
    }
    const isCurrent = headers.get('authorization') === `Bearer ${current}`;
    return isCurrent ? json(200, { id: ME }) : json(401, { message: 'Unauthorized' });
  };
};
