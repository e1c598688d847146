import { describe, expect, test } from 'vitest';
import type { RefreshRefusal } from '#core/ports/identity.ts';
import { makeRefreshSession } from '#core/usecases/account/refresh-session.ts';
import { aClient } from '#test/support/builders.ts';
import { coreScene } from '#test/support/scenes/core-scene.ts';

const right = 'Right-Pass-1';
const client = aClient();

/** Ada has a password. */
const setup = async () => {
  const scene = await coreScene();
  scene.people.passwords.set(scene.ada.id, right);
  return scene;
};

describe('refreshing a session', () => {
  const refreshed = (userId: string, more = '') => ({
    userId,
    sessionId: `session${more}`,
    accessToken: `access${more}`,
    refreshToken: `next${more}`,
    expiresIn: 1_800,
  });
  const refreshOf = async () => {
    const scene = await setup();
    const { people, ada } = scene;
    people.refreshes.set('good', refreshed(ada.id));
    return { ...scene, refresh: makeRefreshSession(scene.deps) };
  };
  const failed = {
    ok: false,
    code: 'invalid_refresh_token',
    detail: 'The refresh token is not valid.',
  };

  test('returns new tokens', async () => {
    const { refresh, ada, clock } = await refreshOf();

    expect(await refresh('good', client)).toEqual({ ok: true, value: refreshed(ada.id) });
    expect(clock.slept).toEqual([]);
  });

  test('waits for the second of a revocation to pass, then refreshes once more', async () => {
    const { refresh, ada, people, deps, clock } = await refreshOf();
    await deps.users.revokeTokens(ada.id, clock.now() + 300);
    people.refreshes.set('next', refreshed(ada.id, ' again'));

    expect(await refresh('good', client)).toEqual({
      ok: true,
      value: refreshed(ada.id, ' again'),
    });
    expect(clock.slept).toEqual([300]);
  });

  test.each<[string, RefreshRefusal, object]>([
    ['an unknown token', { refused: 'unknown' }, failed],
    [
      'an ended session',
      { refused: 'ended', reason: 'password_changed' },
      { ...failed, reason: 'password_changed' },
    ],
    [
      'a token that is used too often',
      { refused: 'too_often', retryAfterSeconds: 7 },
      {
        ok: false,
        code: 'too_many_attempts',
        detail: 'Too many attempts: wait a while.',
        retryAfterSeconds: 7,
      },
    ],
  ])('refuses %s', async (_what, answer, refusal) => {
    const { refresh, people, endings } = await refreshOf();
    people.refreshes.set('bad', answer);

    expect(await refresh('bad', client)).toEqual(refusal);
    expect(endings).toEqual([]);
  });

  test('is refused without a token', async () => {
    const { refresh, people, ada } = await refreshOf();
    people.refreshes.set('', refreshed(ada.id));

    expect(await refresh(undefined, client)).toEqual(failed);
    expect(await refresh('', client)).toEqual(failed);
  });

  test('ends a session whose token two parties hold', async () => {
    const { refresh, people, ada, endings } = await refreshOf();
    people.refreshes.set('stolen', { refused: 'reused', userId: ada.id, sessionId: 'session' });

    expect(await refresh('stolen', client)).toEqual({ ...failed, reason: 'token_reused' });
    expect(endings).toEqual([[ada.id, ['session'], 'token_reused']]);
  });

  test('is refused for a deactivated user, and for a session that the profile lists as ended', async () => {
    const { refresh, people, ada, bob, deps, clock } = await refreshOf();
    people.refreshes.set('of nobody', refreshed('nobody'));
    people.refreshes.set('of bob', refreshed(bob.id));
    await deps.users.deactivate(bob.id, clock.now());
    await deps.users.rejectSessions(ada.id, ['session'], clock.now());

    expect(await refresh('of nobody', client)).toEqual({
      ...failed,
      reason: 'account_deactivated',
    });
    expect(await refresh('of bob', client)).toEqual({ ...failed, reason: 'account_deactivated' });
    expect(await refresh('good', client)).toEqual({ ...failed, reason: 'signed_out_elsewhere' });
  });
});
