import { describe, expect, it } from 'vitest';
import { ApiError } from '#client/http/api-error.ts';
import type { Locks } from '#client/http/session.ts';
import { createBrowserLocks } from '#client/http/session.ts';
import { refused, rotatingServer, setupApi } from '#test/web/support/api-setup.ts';
import { aToken, ME, PEER } from '#test/web/support/builders.ts';

describe('two tabs with one session', () => {
  const setupTabs = () => {
    const server = rotatingServer();
    const first = setupApi({ server });
    const second = setupApi({ server });
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

  it('do not adopt the token of another user', async () => {
    const { session } = setupApi({ server: rotatingServer() });
    await session.restore();
    const before = session.token();

    session.adopt(aToken(PEER));

    expect(session.token()).toBe(before);
  });

  it('use the token that the other tab got while they waited for the lock', async () => {
    let myTurn: () => void = () => undefined;
    const turn = new Promise<void>((resolve) => {
      myTurn = resolve;
    });
    const locks: Locks = { request: (_name, run) => turn.then(run) };
    const { session, asked } = setupApi({ server: rotatingServer(), locks });
    session.accept({ access_token: aToken(ME, 1) });
    const renewed = session.renew(session.token());

    session.adopt(aToken(ME, 2));
    myTurn();

    expect(await renewed).toBe(true);
    expect(session.token()).toBe(aToken(ME, 2));
    expect(asked()).toEqual([]);
  });
});

it('a browser without Web Locks has a mutex within its page', async () => {
  const denied = {
    request: async (): Promise<never> => {
      throw new DOMException('denied', 'SecurityError');
    },
  };
  const { session, asked } = setupApi({
    server: rotatingServer(),
    locks: createBrowserLocks(denied),
  });

  await Promise.all([session.restore(), session.restore()]);

  expect(session.store.getState().status).toBe('signed-in');
  expect(asked()).toEqual(['POST /api/auth/refresh']);
});

it('a page that was suspended with the lock does not block others for ever', async () => {
  const held = {
    request: (_name: string, { signal }: { signal: AbortSignal }) =>
      new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  };
  const { session, asked } = setupApi({
    server: rotatingServer(),
    locks: createBrowserLocks(held, 1),
  });

  expect(await session.restore()).toMatchObject({ status: 'signed-in' });
  expect(asked()).toEqual(['POST /api/auth/refresh']);
});

it('an error inside the lock is not retried without it', async () => {
  const locks = { request: <T>(_name: string, _options: object, run: () => Promise<T>) => run() };
  const { session, asked } = setupApi({
    server: () => new TypeError('Failed to fetch'),
    locks: createBrowserLocks(locks),
  });

  await expect(session.restore()).rejects.toThrow('network');
  expect(asked()).toEqual(['POST /api/auth/refresh']);
});

it('an ended session is distinguished from a sign-out', async () => {
  const { session } = setupApi({ server: () => refused(401, 'invalid_refresh_token') });
  session.accept({ access_token: aToken(ME) });
  expect(session.hasExpired()).toBe(false);

  await session.renew(session.token());
  expect(session.hasExpired()).toBe(true);
  session.accept({ access_token: aToken(ME) });
  session.end();

  expect(session.hasExpired()).toBe(false);
});

describe('a call that replaces the tokens', () => {
  it('runs alone: other calls wait for its new token', async () => {
    const { session, asked } = setupApi({ server: rotatingServer() });
    await session.restore();
    const old = session.token();
    let answer: () => void = () => undefined;
    const changing = session.alone(async () => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      session.accept({ access_token: aToken(ME, 77) });
    });
    await Promise.resolve();

    // The old token becomes invalid before the answer arrives.
    const renewed = session.renew(old);
    answer();
    await changing;

    expect(await renewed).toBe(true);
    expect(session.token()).toBe(aToken(ME, 77));
    expect(asked()).toEqual(['POST /api/auth/refresh']);
  });

  it('is repeated once after a refresh if its token is invalid', async () => {
    const { session } = setupApi({ server: rotatingServer() });
    await session.restore();
    const old = session.token();
    const tried: (string | null)[] = [];

    await session.alone(async (token) => {
      tried.push(token);
      if (token === old) throw new ApiError(401, 'unauthenticated');
    });

    expect(tried).toEqual([old, session.token()]);
    expect(session.token()).not.toBe(old);
  });

  it('keeps the session if it is refused', async () => {
    const { session } = setupApi({ server: rotatingServer() });
    await session.restore();
    const refusal = new ApiError(403, 'invalid_password');

    await expect(session.alone(() => Promise.reject(refusal))).rejects.toBe(refusal);
    expect(session.store.getState().status).toBe('signed-in');
  });
});
