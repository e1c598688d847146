import { describe, expect, it } from 'vitest';
import { ApiError } from '#client/http/api-error.ts';
import type { Locks } from '#client/http/session.ts';
import { json, refused, rotatingServer, setupApi, tokens } from '#test/web/support/api-setup.ts';
import { aToken, ME, PEER } from '#test/web/support/builders.ts';

describe('the transport', () => {
  it('fills path, query and body, and requests cookie mode', async () => {
    const { transport, requests } = setupApi({ server: () => json(200, {}) });

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

  it('recognises a problem document by its code and fields', async () => {
    const errors = [{ path: 'body.username', message: 'must be shorter' }];
    const { transport } = setupApi({
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

  it('uses the status and the Retry-After of a gateway’s answer', async () => {
    const { transport } = setupApi({
      server: () => json(429, { message: 'slow' }, { 'retry-after': '120' }),
    });

    await expect(transport('GET /api/users/me', 'token')).rejects.toMatchObject({
      status: 429,
      code: 'gateway',
      retryAfterSeconds: 120,
      isTransient: true,
    });
  });

  it('recognises an unreachable server', async () => {
    const { transport } = setupApi({ server: () => new TypeError('Failed to fetch') });

    await expect(transport('GET /api/health', null)).rejects.toMatchObject({
      status: 0,
      code: 'network',
      isTransient: true,
    });
  });

  it('returns null without a body', async () => {
    const { transport } = setupApi({ server: () => new Response(null, { status: 204 }) });

    expect(await transport('POST /api/auth/logout', null)).toBeNull();
  });
});

describe('restoring a session', () => {
  it('reads the user from the token of the cookie', async () => {
    const { session } = setupApi({ server: rotatingServer() });

    expect(await session.restore()).toEqual({ status: 'signed-in', userId: ME });
  });

  it('without a cookie means signed out, and sends one request only', async () => {
    const { session, requests } = setupApi({ server: () => refused(401, 'invalid_refresh_token') });

    await session.restore();

    expect(await session.restore()).toEqual({ status: 'signed-out', userId: null });
    expect(requests).toHaveLength(1);
  });

  it('without an answer leaves the session unchanged', async () => {
    const { session } = setupApi({ server: () => new TypeError('Failed to fetch') });

    await expect(session.restore()).rejects.toBeInstanceOf(ApiError);
    expect(session.store.getState().status).toBe('unknown');
  });
});

describe('a call with an invalid token', () => {
  it('refreshes once and is repeated', async () => {
    const { session, call, asked } = setupApi({ server: rotatingServer() });
    session.accept({ access_token: aToken(ME) });

    expect(await call('GET /api/users/me')).toEqual({ id: ME });
    expect(asked()).toEqual(['GET /api/users/me', 'POST /api/auth/refresh', 'GET /api/users/me']);
  });

  it('shares one refresh with all calls of the page', async () => {
    const { session, call, asked } = setupApi({ server: rotatingServer() });
    session.accept({ access_token: aToken(ME) });

    await Promise.all([
      call('GET /api/users/me'),
      call('GET /api/conversations'),
      call('GET /api/users/me'),
    ]);

    expect(asked().filter((line) => line.endsWith('/refresh'))).toHaveLength(1);
  });

  it('waits while another tab refreshes', async () => {
    const held: string[] = [];
    const locks: Locks = {
      request: (name, run) => {
        held.push(name);
        return run();
      },
    };
    const { session, call } = setupApi({ server: rotatingServer(), locks });
    session.accept({ access_token: aToken(ME) });

    await call('GET /api/users/me');

    expect(held).toEqual(['parley-refresh']);
  });

  it('ends the session when the refresh is refused', async () => {
    const { session, call } = setupApi({ server: () => refused(401, 'unauthenticated') });
    session.accept({ access_token: aToken(ME) });

    await expect(call('GET /api/users/me')).rejects.toMatchObject({ status: 401 });

    expect(session.store.getState()).toEqual({ status: 'signed-out', userId: null });
    expect(session.token()).toBeNull();
  });

  it('keeps the session when the refresh gets no answer', async () => {
    const { session, call } = setupApi({
      server: ({ url }) =>
        url.endsWith('/refresh')
          ? new TypeError('Failed to fetch')
          : refused(401, 'unauthenticated'),
    });
    session.accept({ access_token: aToken(ME) });

    await expect(call('GET /api/users/me')).rejects.toMatchObject({ code: 'network' });

    expect(session.store.getState().status).toBe('signed-in');
  });

  it('is not repeated for another user who has signed in in another tab', async () => {
    const { session, call, asked } = setupApi({ server: rotatingServer(() => PEER) });
    session.accept({ access_token: aToken(ME) });

    await expect(call('GET /api/users/me')).rejects.toMatchObject({ status: 401 });

    expect(session.store.getState().userId).toBe(PEER);
    expect(asked()).toEqual(['GET /api/users/me', 'POST /api/auth/refresh']);
  });

  it('is repeated only once', async () => {
    const { session, call, requests } = setupApi({
      server: ({ url }) =>
        url.endsWith('/refresh') ? tokens(aToken(ME, 1)) : refused(401, 'unauthenticated'),
    });
    session.accept({ access_token: aToken(ME) });

    await expect(call('GET /api/users/me')).rejects.toMatchObject({ status: 401 });

    expect(requests).toHaveLength(3);
  });
});

it('an answer that arrives after the user has changed is dropped', async () => {
  let answer: (response: Response) => void = () => undefined;
  const { session, call } = setupApi({
    server: () =>
      new Promise<Response>((resolve) => {
        answer = resolve;
      }),
  });
  session.accept({ access_token: aToken(ME) });
  const asked = call('GET /api/users/me');
  await Promise.resolve();

  session.accept({ access_token: aToken(PEER) });
  answer(json(200, { id: ME }));

  await expect(asked).rejects.toMatchObject({ status: 401 });
});

it('no request is sent without a session', async () => {
  const { call, requests } = setupApi({ server: rotatingServer() });

  await expect(call('GET /api/users/me')).rejects.toMatchObject({ code: 'unauthenticated' });

  expect(requests).toHaveLength(0);
});

it('an interrupted answer counts as no answer', async () => {
  const { transport } = setupApi({
    server: () => new Response('{"id": "half of it', { status: 200 }),
  });

  await expect(transport('GET /api/users/me', 'token')).rejects.toMatchObject({
    code: 'network',
    isTransient: true,
  });
});
