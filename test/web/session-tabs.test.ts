import { describe, expect, it } from 'vitest';
import type { Locks } from '../../web/src/lib/session.ts';
import { refused, rotatingServer, setupApi } from './support/api-setup.ts';
import { aToken, ME, PEER } from './support/builders.ts';

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

  it('do not take the token of another user', async () => {
    const { session } = setupApi({ server: rotatingServer() });
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

it('a session that ended by itself is told apart from a sign-out', async () => {
  const { session } = setupApi({ server: () => refused(401, 'invalid_refresh_token') });
  session.accept({ access_token: aToken(ME) });
  expect(session.hasExpired()).toBe(false);

  await session.renew(session.token());
  expect(session.hasExpired()).toBe(true);
  session.accept({ access_token: aToken(ME) });
  session.end();

  expect(session.hasExpired()).toBe(false);
});
