import { describe, expect, test } from 'vitest';
import type { SessionEnd } from '#contracts/session-end.ts';
import { makeEndSessions } from '#core/shared/end-sessions.ts';
import { deactivateUser, makeDeactivateMe } from '#core/usecases/account/deactivate-me.ts';
import { aConnection, aSession, aSubscription } from '#test/support/builders.ts';
import { overriding } from '#test/support/overriding.ts';
import { sessionScene } from '#test/support/scenes/session-scene.ts';

const refused = { ok: false, code: 'unauthenticated' };

describe('the end of sessions', () => {
  const endOf = async () => {
    const scene = await sessionScene();
    const { deps, ada } = scene;
    for (const [id, sessionId] of [
      ['phone', 'first'],
      ['laptop', 'second'],
      ['script', null],
    ] as const) {
      await deps.connections.add(
        aConnection({ id, userId: ada.id, sessionId, connectedAt: scene.clock.now() }),
      );
    }
    const open = async () => (await deps.connections.listByUsers([ada.id])).map(({ id }) => id);
    return { ...scene, open, end: makeEndSessions(deps) };
  };
  const details: Record<SessionEnd, string> = {
    signed_out: 'Signed out.',
    signed_out_elsewhere: 'Signed out from another device.',
    signed_out_everywhere: 'Signed out everywhere.',
    password_changed: 'The password has been changed.',
    ended_by_operator: 'An operator has ended this session.',
    password_reset: 'The password has been reset.',
    account_deactivated: 'This account has been deactivated.',
    token_reused: 'A refresh token of this session was used by two parties.',
    too_many_sessions: 'Signed in on too many other devices.',
    keys_rotated: 'The keys of this server have changed.',
    expired: 'The session has expired.',
  };

  test('rejects the tokens and closes the sockets of named ones', async () => {
    const { end, ada, open, closed, posted, people, clock, announced, stores } = await endOf();

    await end(ada.id, ['first'], 'signed_out');

    expect(people.ended).toEqual([[ada.id, ['first'], 'signed_out']]);
    expect(await stores.users.get(ada.id)).toMatchObject({
      endedSessions: [{ id: 'first', at: clock.now() }],
      validAfter: 0,
    });
    expect(closed).toEqual([['phone', 4401]]);
    expect(posted).toEqual([
      ['phone', { type: 'error', payload: { code: 4401, detail: 'Signed out.' } }],
    ]);
    expect(await open()).toEqual(['laptop', 'script']);
    expect(announced).toEqual([]);
  });

  test('rejects every token, closes every socket, and emits that the user is offline, for all', async () => {
    const { end, ada, open, people, clock, announced, stores } = await endOf();

    await end(ada.id, 'all', 'password_changed');

    expect(people.ended).toEqual([[ada.id, 'all', 'password_changed']]);
    expect(await stores.users.get(ada.id)).toMatchObject({
      validAfter: Math.floor(clock.now() / 1_000) * 1_000 + 1_000,
      onlineUntil: clock.now(),
      lastSeen: clock.now(),
    });
    expect(await open()).toEqual([]);
    expect(announced).toEqual([[ada.id, false]]);
  });

  test('removes the push subscriptions of their devices', async () => {
    const { end, ada, deps } = await endOf();
    for (const sessionId of ['first', 'second', 'third']) {
      await deps.subscriptions.put(aSubscription({ userId: ada.id, sessionId }));
    }
    const left = async () =>
      (await deps.subscriptions.listByUser(ada.id)).map(({ sessionId }) => sessionId);

    await end(ada.id, ['first'], 'signed_out');
    expect(await left()).toEqual(['second', 'third']);
    await end(ada.id, 'all', 'password_changed');

    expect(await left()).toEqual([]);
  });

  test('needs no list of sessions to end all', async () => {
    const { deps, ada, people } = await endOf();
    const listSessions = async () => {
      throw new Error('listed');
    };
    const end = makeEndSessions({ ...deps, identities: { ...people.identities, listSessions } });

    await end(ada.id, 'all', 'signed_out_everywhere');

    expect(people.ended).toHaveLength(1);
  });

  test('is logged for a single session', async () => {
    const { end, ada, deps } = await endOf();

    await end(ada.id, ['first'], 'signed_out');

    expect((await deps.audit.list(ada.id)).map(({ id }) => id)).toEqual(['session_ended#first']);
  });

  test('is logged each time for a logout everywhere', async () => {
    const { end, ada, deps, clock } = await endOf();

    await end(ada.id, 'all', 'signed_out_everywhere');
    clock.advance(1_000);
    await end(ada.id, 'all', 'signed_out_everywhere');

    expect(await deps.audit.list(ada.id)).toHaveLength(2);
  });

  test('keeps the one session that is excluded', async () => {
    const { end, ada, open, people } = await endOf();

    await end(ada.id, { allBut: 'second' }, 'signed_out_elsewhere');

    expect(people.ended).toEqual([[ada.id, ['first'], 'signed_out_elsewhere']]);
    expect(await open()).toEqual(['laptop', 'script']);
  });

  test('does nothing for no session', async () => {
    const { end, ada, people, open, stores } = await endOf();
    people.sessions.set(ada.id, [aSession({ id: 'second' })]);

    await end(ada.id, { allBut: 'second' }, 'signed_out_elsewhere');
    await end(ada.id, [], 'signed_out');

    expect(people.ended).toEqual([]);
    expect(await open()).toHaveLength(3);
    expect(await stores.users.get(ada.id)).toMatchObject({ endedSessions: [] });
  });

  test('emits nothing for a user without a socket', async () => {
    const { end, bob, announced } = await endOf();

    await end(bob.id, 'all', 'password_changed');

    expect(announced).toEqual([]);
  });

  test('rejects access tokens before the session is removed, so that a failure can be repeated', async () => {
    const { deps, ada, people } = await endOf();
    const users = overriding(deps.users, {
      rejectSessions: async () => {
        throw new Error('busy');
      },
    });

    await expect(
      makeEndSessions({ ...deps, users })(ada.id, ['first'], 'signed_out'),
    ).rejects.toThrow('busy');

    expect(people.ended).toEqual([]);
  });

  test('ends all refresh tokens before it rejects access tokens, so that none is issued in between', async () => {
    const { deps, ada, people, stores } = await endOf();
    const seen: number[] = [];
    const identities: typeof people.identities = {
      ...people.identities,
      endSessions: async () => {
        seen.push((await stores.users.get(ada.id))?.validAfter ?? -1);
      },
    };

    await makeEndSessions({ ...deps, identities })(ada.id, 'all', 'password_changed');

    expect(seen).toEqual([0]);
  });

  test.each(Object.entries(details))('%s: sockets receive "%s"', async (reason, detail) => {
    const { end, ada, posted } = await endOf();

    await end(ada.id, ['first'], reason as SessionEnd);

    expect(posted.map(([, event]) => event)).toEqual([
      { type: 'error', payload: { code: 4401, detail } },
    ]);
  });
});

describe('deactivation', () => {
  test('by the user ends everything', async () => {
    const { deps, caller, ada, people, endings, stores } = await sessionScene();

    expect(await makeDeactivateMe(deps)(caller)).toEqual({ ok: true, value: null });

    expect(people.deactivated).toEqual([ada.id]);
    expect(endings).toEqual([[ada.id, 'all', 'account_deactivated']]);
    expect(await stores.users.get(ada.id)).toMatchObject({ isActive: false });
  });

  test('is refused for an invalid token', async () => {
    const { deps, dead, ada, people, endings, stores } = await sessionScene();

    expect(await makeDeactivateMe(deps)(dead)).toMatchObject(refused);

    expect([people.deactivated, endings]).toEqual([[], []]);
    expect(await stores.users.get(ada.id)).toMatchObject({ isActive: true });
  });

  test('of one user does not change others', async () => {
    const { deps, ada, bob, stores } = await sessionScene();

    await deactivateUser(deps, bob.id);

    expect(await stores.users.get(ada.id)).toMatchObject({ isActive: true });
    expect(await stores.users.get(bob.id)).toMatchObject({ isActive: false });
  });
});
