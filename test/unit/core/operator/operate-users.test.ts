import { describe, expect, test } from 'vitest';
import { weaknessOf } from '#core/domain/password-choice.ts';
import { listCollisions } from '#core/usecases/operator/list-collisions.ts';
import { everybody, listUsers } from '#core/usecases/operator/list-users.ts';
import {
  deactivateByName,
  invite,
  reactivateByName,
  resetPassword,
  setOperatorByName,
} from '#core/usecases/operator/operate-users.ts';
import { aRegistration, aUser } from '#test/support/builders.ts';
import { overriding } from '#test/support/overriding.ts';
import { coreScene } from '#test/support/scenes/core-scene.ts';

const day = 86_400_000;

describe('an operator', () => {
  test('creates an invitation for some days', async () => {
    const { deps, clock } = await coreScene();

    const made = await invite(deps, 3);

    expect(made.expiresAt).toBe(clock.now() + 3 * day);
    const { expiresAt } = made;
    expect(await deps.invites.find(made.code)).toEqual({
      inviterId: null,
      expiresAt,
      usedBy: null,
    });
  });

  test('resets a password, which ends every session', async () => {
    const { deps, ada, people, endings } = await coreScene();

    const password = await resetPassword(deps, ada.username.toUpperCase());

    expect(password).toMatch(/^P1-.{16,}$/);
    expect(people.passwords.get(ada.id)).toBe(password);
    expect(weaknessOf(password ?? '', ada.username)).toBeNull();
    expect(endings).toEqual([[ada.id, 'all', 'password_reset']]);
  });

  test('resets no password of an unknown or deactivated user', async () => {
    const { deps, ada, people, endings, clock } = await coreScene();
    await deps.users.deactivate(ada.id, clock.now());

    expect(await resetPassword(deps, 'nobody')).toBeNull();
    expect(await resetPassword(deps, ada.username)).toBeNull();
    expect([people.passwords.size, endings]).toEqual([0, []]);
  });

  test('deactivates a user', async () => {
    const { deps, ada, people, endings } = await coreScene();

    expect(await deactivateByName(deps, ada.username)).toBe(true);

    expect(await deps.users.get(ada.id)).toMatchObject({ isActive: false });
    expect(people.deactivated).toEqual([ada.id]);
    expect(endings).toEqual([[ada.id, 'all', 'account_deactivated']]);
  });

  test('reactivates a user, and makes a user an operator and ends that, each logged', async () => {
    const { deps, ada, people, clock } = await coreScene();
    await deactivateByName(deps, ada.username);
    expect(await setOperatorByName(deps, ada.username, true)).toBe(false);

    expect(await reactivateByName(deps, ada.username)).toBe(true);
    clock.advance(1);
    expect(await setOperatorByName(deps, ada.username, true)).toBe(true);
    expect(await deps.users.get(ada.id)).toMatchObject({ isActive: true, isOperator: true });
    clock.advance(1);
    expect(await setOperatorByName(deps, ada.username, false)).toBe(true);

    expect(await deps.users.get(ada.id)).toMatchObject({ isOperator: false });
    expect(people.activated).toEqual([ada.id]);
    const log = (await deps.audit.list(ada.id)).map(({ action, operator }) => [action, operator]);
    expect(log.slice(0, 2)).toEqual([
      ['end_operator', undefined],
      ['make_operator', undefined],
    ]);
    expect(await reactivateByName(deps, 'nobody')).toBe(false);
    expect(await setOperatorByName(deps, 'nobody', true)).toBe(false);
  });

  test('deactivates nobody for an unknown name', async () => {
    const { deps, people, endings } = await coreScene();

    expect(await deactivateByName(deps, 'nobody')).toBe(false);
    expect([people.deactivated, endings]).toEqual([[], []]);
  });
});

describe('the list of users', () => {
  /** Ann, Anna, Ben and Cem; Ben is deactivated, and one registration is unfinished. */
  const setup = async () => {
    const { deps, people, another, clock } = await coreScene();
    const cem = await another(aUser({ username: 'cem', createdAt: clock.now() }));
    const ben = await another(aUser({ username: 'ben', createdAt: clock.now() }));
    const anna = await another(aUser({ username: 'anna', createdAt: clock.now() }));
    const ann = await another(aUser({ username: 'ann', createdAt: clock.now() }));
    const half = aRegistration({ username: 'half' });
    await deps.users.claim(half);
    await deps.users.deactivate(ben.id, clock.now());
    await deps.users.setPresence(ann.id, {
      onlineUntil: clock.now() + 1,
      lastSeen: clock.now() - 5,
    });
    people.pieces.push([ben.id, half.id], [], [anna.id, cem.id, ann.id]);
    const list = async (request: Partial<Parameters<typeof listUsers>[1]> = {}) => {
      const { users, total } = await listUsers(deps, { page: 1, size: 10, ...request });
      return [users.map(({ username }) => username), total];
    };
    return { deps, list, ann, clock };
  };

  test('has every registered user by name', async () => {
    const { deps, list, ann, clock } = await setup();

    expect(await list()).toEqual([['ann', 'anna', 'ben', 'cem'], 4]);
    const { users } = await listUsers(deps, { name: 'ann', page: 1, size: 1 });
    expect(users).toEqual([
      {
        id: ann.id,
        username: 'ann',
        isActive: true,
        isOperator: false,
        createdAt: ann.createdAt,
        isOnline: true,
        lastSeen: clock.now() - 5,
      },
    ]);
    expect((await everybody(deps.users, deps.identities)).length).toBe(4);
  });

  test('is filtered by a part of the name in any case, and by state', async () => {
    const { list } = await setup();

    expect(await list({ name: 'NN' })).toEqual([['ann', 'anna'], 2]);
    expect(await list({ isActive: true })).toEqual([['ann', 'anna', 'cem'], 3]);
    expect(await list({ isActive: false })).toEqual([['ben'], 1]);
    expect(await list({ name: 'be', isActive: true })).toEqual([[], 0]);
  });

  test('is paged, with the total number', async () => {
    const { list } = await setup();

    expect(await list({ page: 1, size: 3 })).toEqual([['ann', 'anna', 'ben'], 4]);
    expect(await list({ page: 2, size: 3 })).toEqual([['cem'], 4]);
    expect(await list({ page: 3, size: 3 })).toEqual([[], 4]);
  });
});

test('confusable names are listed together, oldest first, and no others', async () => {
  const { deps, people } = await coreScene();
  const named = (id: string, username: string, createdAt: number) =>
    aUser({ id, username, createdAt });
  const users = [
    named('7', 'bob', 7),
    named('8', 'b0b', 8),
    named('1', 'rna', 5),
    named('2', 'alone', 1),
    named('3', 'ma', 4),
    named('4', 'paul', 3),
    named('5', 'pau1', 2),
    aUser({ id: '6', username: 'alone', isFinished: false }),
  ];
  people.pieces.push(users.map(({ id }) => id));
  const stored = overriding(deps.users, { getMany: async () => users });

  const groups = await listCollisions({ ...deps, users: stored });

  expect(groups.map((group) => group.map(({ username }) => username))).toEqual([
    ['bob', 'b0b'],
    ['pau1', 'paul'],
    ['ma', 'rna'],
  ]);
});
