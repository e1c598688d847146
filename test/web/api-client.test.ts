import { describe, expect, it } from 'vitest';
import { createCall } from '../../web/src/lib/api-client.ts';
import { ApiError } from '../../web/src/lib/api-error.ts';
import type { Locks } from '../../web/src/lib/session.ts';
import { createSession, noLocks } from '../../web/src/lib/session.ts';
import { createTransport } from '../../web/src/lib/transport.ts';
import { aToken, ME, PEER } from './support/builders.ts';

type Reply = Response | Error;
type Server = (request: Request) => Reply | Promise<Reply>;

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });
const refused = (status: number, code: string): Response => json(status, { code, status });
const tokens = (token: string): Response =>
  json(200, { access_token: token, token_type: 'bearer', expires_in: 1800 });

/** A server that takes the `current` token and gives the next one on refresh. */
const setup = ({ server, locks = noLocks }: { server: Server; locks?: Locks }) => {
  const requests: Request[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(new URL(String(input), 'http://parley.test'), init);
    requests.push(request.clone());
    const reply = await server(request);
    if (reply instanceof Error) throw reply;
    return reply;
  };
  const transport = createTransport(fetch as typeof globalThis.fetch);
  const session = createSession(transport, locks);
  return {
    transport,
    session,
    call: createCall(transport, session),
    requests,
    asked: () => requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`),
  };
};

/** Answers like ours: bearer routes need the newest token. */
const rotatingServer = (userOf: (generation: number) => string = () => ME): Server => {
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

describe('the transport', () => {
  it('fills the path, the query and the body, and asks for cookie mode', async () => {
    const { transport, requests } = setup({ server: () => json(200, {}) });

    await transport('POST /api/conversations/{id}/read', 'token', {
      params: { id: 'a/b' },
      body: { seq: 7 },
    });
    await transport('GET /api/users/search', 'token', { query: { q: 'ä&b', size: '5' } });

    const [post, get] = requests;
    expect(post?.url).toBe('http://parley.test/api/conversations/a%2Fb/read');
    expect(post?.headers.get('x-parley-client')).toBe('web');
    expect(post?.headers.get('content-type')).toBe('application/json');
    expect(post?.headers.get('authorization')).toBe('Bearer token');
    expect(await post?.json()).toEqual({ seq: 7 });
    expect(get?.url).toBe('http://parley.test/api/users/search?q=%C3%A4%26b&size=5');
    expect(get?.headers.has('content-type')).toBe(false);
  });

  it('tells a problem document by its code and fields', async () => {
    const errors = [{ path: 'body.username', message: 'must be shorter' }];
    const { transport } = setup({
      server: () => json(422, { code: 'validation_failed', errors }),
    });

    const failure = transport('POST /api/auth/token', null, {
      body: { username: 'a', password: 'b' },
    });

    await expect(failure).rejects.toMatchObject({
      status: 422,
      code: 'validation_failed',
      fields: errors,
      isTransient: false,
    });
  });

  it('goes by the status of what a gateway says, and takes its Retry-After', async () => {
    const { transport } = setup({
      server: () => json(429, { message: 'slow' }, { 'retry-after': '120' }),
    });

    await expect(transport('GET /api/users/me', 'token')).rejects.toMatchObject({
      status: 429,
      code: 'gateway',
      retryAfterSeconds: 120,
      isTransient: true,
    });
  });

  it('tells an unreachable server apart', async () => {
    const { transport } = setup({ server: () => new TypeError('Failed to fetch') });

    await expect(transport('GET /api/health', null)).rejects.toMatchObject({
      status: 0,
      code: 'network',
      isTransient: true,
    });
  });

  it('answers null where there is no body', async () => {
    const { transport } = setup({ server: () => new Response(null, { status: 204 }) });

    expect(await transport('POST /api/auth/logout', null)).toBeNull();
  });
});

describe('restoring a session', () => {
  it('knows the user by the token of the cookie', async () => {
    const { session } = setup({ server: rotatingServer() });

    expect(await session.restore()).toEqual({ status: 'signed-in', userId: ME });
  });

  it('without a cookie is signed out, and asks only once', async () => {
    const { session, requests } = setup({ server: () => refused(401, 'invalid_refresh_token') });

    await session.restore();

    expect(await session.restore()).toEqual({ status: 'signed-out', userId: null });
    expect(requests).toHaveLength(1);
  });

  it('without an answer says nothing about the session', async () => {
    const { session } = setup({ server: () => new TypeError('Failed to fetch') });

    await expect(session.restore()).rejects.toBeInstanceOf(ApiError);
    expect(session.store.getState().status).toBe('unknown');
  });
});

describe('a call with a token that has died', () => {
  it('refreshes once and is repeated', async () => {
    const { session, call, asked } = setup({ server: rotatingServer() });
    session.accept({ access_token: aToken(ME) });

    expect(await call('GET /api/users/me')).toEqual({ id: ME });
    expect(asked()).toEqual(['GET /api/users/me', 'POST /api/auth/refresh', 'GET /api/users/me']);
  });

  it('shares one refresh with all calls of the page', async () => {
    const { session, call, asked } = setup({ server: rotatingServer() });
    session.accept({ access_token: aToken(ME) });

    await Promise.all([
      call('GET /api/users/me'),
      call('GET /api/conversations'),
      call('GET /api/users/me'),
    ]);

    expect(asked().filter((line) => line.endsWith('/refresh'))).toHaveLength(1);
  });

  it('takes turns with other tabs', async () => {
    const held: string[] = [];
    const locks: Locks = {
      request: (name, run) => {
        held.push(name);
        return run();
      },
    };
    const { session, call } = setup({ server: rotatingServer(), locks });
    session.accept({ access_token: aToken(ME) });

    await call('GET /api/users/me');

    expect(held).toEqual(['parley-refresh']);
  });

  it('ends the session when the refresh is refused', async () => {
    const { session, call } = setup({ server: () => refused(401, 'unauthenticated') });
    session.accept({ access_token: aToken(ME) });

    await expect(call('GET /api/users/me')).rejects.toMatchObject({ status: 401 });

    expect(session.store.getState()).toEqual({ status: 'signed-out', userId: null });
    expect(session.token()).toBeNull();
  });

  it('keeps the session when the refresh gets no answer', async () => {
    const { session, call } = setup({
      server: ({ url }) =>
        url.endsWith('/refresh')
          ? new TypeError('Failed to fetch')
          : refused(401, 'unauthenticated'),
    });
    session.accept({ access_token: aToken(ME) });

    await expect(call('GET /api/users/me')).rejects.toMatchObject({ code: 'network' });

    expect(session.store.getState().status).toBe('signed-in');
  });

  it('is not repeated as somebody else, who has signed in in another tab', async () => {
    const { session, call, asked } = setup({ server: rotatingServer(() => PEER) });
    session.accept({ access_token: aToken(ME) });

    await expect(call('GET /api/users/me')).rejects.toMatchObject({ status: 401 });

    expect(session.store.getState().userId).toBe(PEER);
    expect(asked()).toEqual(['GET /api/users/me', 'POST /api/auth/refresh']);
  });

  it('is repeated only once', async () => {
    const { session, call, requests } = setup({
      server: ({ url }) =>
        url.endsWith('/refresh') ? tokens(aToken(ME, 1)) : refused(401, 'unauthenticated'),
    });
    session.accept({ access_token: aToken(ME) });

    await expect(call('GET /api/users/me')).rejects.toMatchObject({ status: 401 });

    expect(requests).toHaveLength(3);
  });
});

it('asks nothing without a session', async () => {
  const { call, requests } = setup({ server: rotatingServer() });

  await expect(call('GET /api/users/me')).rejects.toMatchObject({ code: 'unauthenticated' });

  expect(requests).toHaveLength(0);
});

describe('two tabs with one session', () => {
  const setupTabs = () => {
    const server = rotatingServer();
    const first = setup({ server });
    const second = setup({ server });
    first.session.onRenewed((token) => second.session.adopt(token));
    return { first, second };
  };

  it('share a renewed token', async () => {
    const { first, second } = setupTabs();
    await second.session.restore();
    await first.session.restore();

    await second.call('GET /api/users/me');

    expect(second.session.token()).toBe(first.session.token());
    expect(second.asked()).toEqual(['POST /api/auth/refresh', 'GET /api/users/me']);
  });

  it('do not take the token of another user', async () => {
    const { session } = setup({ server: rotatingServer() });
    await session.restore();
    const before = session.token();

    session.adopt(aToken(PEER));

    expect(session.token()).toBe(before);
  });

  it('that waited for its turn uses what the other one got meanwhile', async () => {
    let myTurn: () => void = () => undefined;
    const turn = new Promise<void>((resolve) => {
      myTurn = resolve;
    });
    const locks: Locks = { request: (_name, run) => turn.then(run) };
    const { session, asked } = setup({ server: rotatingServer(), locks });
    session.accept({ access_token: aToken(ME, 1) });
    const renewed = session.renew(session.token());

    session.adopt(aToken(ME, 2));
    myTurn();

    expect(await renewed).toBe(true);
    expect(session.token()).toBe(aToken(ME, 2));
    expect(asked()).toEqual([]);
  });
});

it('a session that ended by itself is told apart from a sign-out', async () => {
  const { session } = setup({ server: () => refused(401, 'invalid_refresh_token') });
  session.accept({ access_token: aToken(ME) });
  expect(session.hasExpired()).toBe(false);

  await session.renew(session.token());
  expect(session.hasExpired()).toBe(true);
  session.accept({ access_token: aToken(ME) });
  session.end();

  expect(session.hasExpired()).toBe(false);
});

it('an answer that breaks off counts as none', async () => {
  const { transport } = setup({
    server: () => new Response('{"id": "half of it', { status: 200 }),
  });

  await expect(transport('GET /api/users/me', 'token')).rejects.toMatchObject({
    code: 'network',
    isTransient: true,
  });
});
