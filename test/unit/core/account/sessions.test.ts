import { describe, expect, test } from 'vitest';
import { signedIn } from '#core/domain/audit.ts';
import { makeLogOut } from '#core/usecases/account/log-out.ts';
import {
  makeEndSession,
  makeListEvents,
  makeListSessions,
} from '#core/usecases/account/sessions.ts';
import { aClient } from '#test/support/builders.ts';
import { sessionScene } from '#test/support/scenes/session-scene.ts';

const refused = { ok: false, code: 'unauthenticated' };

describe('the list of sessions', () => {
  test('has the last seen session first, and marks the current one', async () => {
    const { deps, caller } = await sessionScene();

    const shown = { device: 'Firefox, Linux', address: '192.0.2.0/24' };
    const created_at = '2026-01-02T03:04:05.678Z';
    expect(await makeListSessions(deps)(caller)).toEqual({
      ok: true,
      value: {
        items: [
          {
            id: 'second',
            ...shown,
            created_at,
            last_seen_at: '2026-01-02T03:04:06.678Z',
            current: false,
          },
          { id: 'first', ...shown, created_at, last_seen_at: created_at, current: true },
        ],
      },
    });
  });

  test('is refused for an invalid token', async () => {
    const { deps, dead } = await sessionScene();

    expect(await makeListSessions(deps)(dead)).toMatchObject(refused);
  });
});

describe('the log of an account', () => {
  test('has the newest event first, in pages', async () => {
    const { deps, caller, ada, clock } = await sessionScene();
    for (const id of ['one', 'two', 'three', 'four']) {
      clock.advance(1_000);
      await deps.audit.add(ada.id, signedIn(id, clock.now(), aClient()));
    }
    const page = (number: number) => makeListEvents(deps)(caller, { page: number, size: 2 });

    const [first, second] = [await page(1), await page(2)];

    const shown = { type: 'signed_in', ...aClient() };
    expect(first).toEqual({
      ok: true,
      value: {
        items: [
          { id: 'signed_in#four', ...shown, at: '2026-01-02T03:04:09.678Z' },
          { id: 'signed_in#three', ...shown, at: '2026-01-02T03:04:08.678Z' },
        ],
        total: 4,
        page: 1,
        size: 2,
        pages: 2,
      },
    });
    expect(second).toMatchObject({
      value: { items: [{ id: 'signed_in#two' }, { id: 'signed_in#one' }], total: 4 },
    });
  });

  test('is refused for an invalid token', async () => {
    const { deps, dead } = await sessionScene();

    expect(await makeListEvents(deps)(dead, { page: 1, size: 2 })).toMatchObject(refused);
  });
});

describe('a request to end one session', () => {
  test.each([
    ['first', 'signed_out'],
    ['second', 'signed_out_elsewhere'],
  ])('ends the %s one, with the reason %s', async (id, reason) => {
    const { deps, caller, ada, endings } = await sessionScene();

    expect(await makeEndSession(deps)(caller, id)).toEqual({ ok: true, value: null });
    expect(endings).toEqual([[ada.id, [id], reason]]);
  });

  test('is refused for or by an unknown user', async () => {
    const { deps, caller, dead, endings } = await sessionScene();
    const end = makeEndSession(deps);

    expect(await end(caller, 'unknown')).toEqual({
      ok: false,
      code: 'session_not_found',
      detail: 'There is no such session.',
    });
    expect(await end(dead, 'first')).toMatchObject(refused);
    expect(endings).toEqual([]);
  });
});

describe('logging out', () => {
  const logOutOf = async () => {
    const scene = await sessionScene();
    const { people, ada, caller, dead } = scene;
    const session = { userId: ada.id, sessionId: 'first' };
    people.found.set('good', { ...session, isAccepted: true });
    people.found.set('spent', { ...session, isAccepted: false });
    people.callers.set('access', { ...caller, sessionId: 'second' });
    people.callers.set('sessionless', { ...caller, sessionId: null });
    people.callers.set('dead', dead);
    return { ...scene, logOut: makeLogOut(scene.deps) };
  };

  test.each([
    ['a refresh token', { refreshToken: 'good' }, [['first']]],
    ['a spent refresh token', { refreshToken: 'spent' }, [['first']]],
    ['both tokens', { refreshToken: 'good', accessToken: 'access' }, [['first']]],
    [
      'a spent one and an access token',
      { refreshToken: 'spent', accessToken: 'access' },
      [['first'], ['second']],
    ],
    ['an access token', { accessToken: 'access' }, [['second']]],
    ['an access token without a session', { accessToken: 'sessionless' }, []],
    ['a revoked access token', { accessToken: 'dead' }, []],
    ['an unknown access token', { accessToken: 'unknown' }, []],
    ['an unknown refresh token', { refreshToken: 'unknown' }, []],
    ['nothing', {}, []],
  ])('with %s ends its session', async (_what, tokens, ended) => {
    const { logOut, endings, ada } = await logOutOf();

    expect(await logOut({ ...tokens, everywhere: false, client: aClient() })).toEqual({
      ok: true,
      value: null,
    });
    expect(endings).toEqual(ended.map((ids) => [ada.id, ids, 'signed_out']));
  });

  test.each([
    ['a refresh token', { refreshToken: 'good' }, [['first', 'signed_out']]],
    ['an access token', { accessToken: 'access' }, []],
    [
      'a spent refresh token and an access token',
      { refreshToken: 'spent', accessToken: 'access' },
      [['first', 'signed_out']],
    ],
  ])('with %s and everywhere ends all sessions', async (_what, tokens, before) => {
    const { logOut, endings, ada } = await logOutOf();

    expect(await logOut({ ...tokens, everywhere: true, client: aClient() })).toEqual({
      ok: true,
      value: null,
    });
    expect(endings).toEqual([
      ...before.map(([id, reason]) => [ada.id, [id], reason]),
      [ada.id, 'all', 'signed_out_everywhere'],
    ]);
  });

  test.each([
    ['nothing', {}],
    ['a spent refresh token', { refreshToken: 'spent' }],
    ['a revoked access token', { accessToken: 'dead' }],
  ])('with %s and everywhere is refused', async (_what, tokens) => {
    const { logOut, endings } = await logOutOf();

    expect(await logOut({ ...tokens, everywhere: true, client: aClient() })).toMatchObject(refused);
    expect(endings.filter(([, which]) => which === 'all')).toEqual([]);
  });
});
