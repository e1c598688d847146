import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import type { IssuedTokens } from '#core/ports/identity.ts';
import { makeSignIn } from '#core/usecases/account/sign-in.ts';
import { aClient, aSession } from '#test/support/builders.ts';
import { overriding } from '#test/support/overriding.ts';
import { coreScene } from '#test/support/scenes/core-scene.ts';

const password = 'Right-Pass-1';
const client = aClient();

/**
 * Ada signs in on one device too many. Ending the surplus session rejects every token that was
 * issued before `validAfter` milliseconds from the start, as when a profile can record no more
 * ended sessions.
 */
const setup = async (validAfter: number) => {
  const scene = await coreScene();
  const { ada, people, deps, clock } = scene;
  people.passwords.set(ada.id, password);
  const old = Array.from({ length: limits.session.perUser }, (_, at) =>
    aSession({ id: `old ${at}`, lastSeenAt: at }),
  );
  people.sessions.set(ada.id, old);
  const start = clock.now();
  const refreshed: [string, object][] = [];
  const identities = overriding(people.identities, {
    refresh: async (token, by) => {
      refreshed.push([token, by]);
      return people.identities.refresh(token, by);
    },
  });
  const signIn = makeSignIn({
    ...deps,
    identities,
    endSessions: () => deps.users.revokeTokens(ada.id, start + validAfter),
  });
  const enter = async () => {
    const credentials = { username: ada.username, password, address: '192.0.2.1', client };
    const answer = await signIn(credentials);
    return answer.ok ? answer.value.tokens.accessToken : answer.code;
  };
  return { ...scene, enter, refreshed };
};

const renewed = (userId: string): IssuedTokens => ({
  userId,
  sessionId: 'session-1',
  accessToken: 'renewed',
  refreshToken: 'next',
  expiresIn: 1_800,
});

describe('a sign-in that ends an older session', () => {
  test('returns another access token if the revocation rejects the first one, once the new one counts', async () => {
    const { enter, ada, people, refreshed, clock } = await setup(700);
    people.refreshes.set('refresh-1', renewed(ada.id));

    expect(await enter()).toBe('renewed');

    expect(refreshed).toEqual([['refresh-1', client]]);
    expect(clock.slept).toEqual([700]);
  });

  test.each([
    ['earlier', -1],
    ['at that moment', 0],
  ])('returns the first token if only tokens issued %s are rejected', async (_when, validAfter) => {
    const { enter, refreshed, clock } = await setup(validAfter);

    expect(await enter()).toBe('access-1');
    expect([refreshed, clock.slept]).toEqual([[], []]);
  });

  test('returns the first token if another one is refused, since the client refreshes it itself', async () => {
    const { enter, refreshed } = await setup(700);

    expect(await enter()).toBe('access-1');
    expect(refreshed).toHaveLength(1);
  });
});

test('an unknown name costs a second read, like a known one', async () => {
  const { deps, ada, people } = await coreScene();
  people.passwords.set(ada.id, password);
  let reads = 0;
  const users = overriding(deps.users, {
    get: async (id) => {
      reads++;
      return deps.users.get(id);
    },
  });
  const signIn = makeSignIn({ ...deps, users });
  const readsOf = async (username: string) => {
    reads = 0;
    await signIn({ username, password, address: '192.0.2.1', client });
    return reads;
  };

  expect([await readsOf('nobody'), await readsOf(ada.username)]).toEqual([1, 0]);
});
