import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { newFactor } from '#core/domain/factor/factor.ts';
import {
  makeInviteAsOperator,
  makeRevokeAsOperator,
} from '#core/usecases/operator/operator-invitations.ts';
import { makeGetOverview } from '#core/usecases/operator/overview.ts';
import { makeGetPerson, makeListPeople } from '#core/usecases/operator/people.ts';
import { aCaller, aClient, aSession } from '#test/support/builders.ts';
import { aPasskey } from '#test/support/passkeys/a-passkey.ts';
import { operatorScene as setup } from '#test/support/scenes/operator-scene.ts';

describe('a person who is no operator', () => {
  test('is refused everything, whatever exists', async () => {
    const { deps, ada, act, ann } = await setup();
    const asAda = aCaller({ userId: ada.id });

    const answers = [
      await makeGetOverview(deps)(asAda),
      await makeListPeople(deps)(asAda, {}),
      await makeGetPerson(deps)(asAda, ann.id),
      await makeGetPerson(deps)(asAda, 'nobody'),
      await act('end_sessions', { as: ada.id }),
      await makeInviteAsOperator(deps)(asAda, aClient()),
      await makeRevokeAsOperator(deps)(asAda, 'none', aClient()),
    ];

    for (const answer of answers) expect(answer).toMatchObject({ ok: false, code: 'not_operator' });
    expect(await deps.invites.listOpen(null)).toEqual([]);
  });

  test('is refused with the next call after the flag was taken', async () => {
    const { deps, ann, asAnn } = await setup();
    expect(await makeGetOverview(deps)(asAnn)).toMatchObject({ ok: true });

    await deps.users.setOperator(ann.id, false);

    expect(await makeGetOverview(deps)(asAnn)).toMatchObject({ code: 'not_operator' });
  });
});

describe('the list of people', () => {
  test('has pages by name, with storage and sessions, and the day of the last activity only', async () => {
    const { deps, ada, asAnn, people, clock } = await setup();
    const now = clock.now();
    await deps.users.setPresence(ada.id, { onlineUntil: 0, lastSeen: now });
    people.sessions.set(ada.id, [aSession({ device: 'Firefox, Linux', lastSeenAt: now })]);

    const list = await makeListPeople(deps)(asAnn, {});
    const detail = await makeGetPerson(deps)(asAnn, ada.id);

    const day = new Date(now).toISOString().slice(0, 10);
    expect(list).toMatchObject({ ok: true, value: { next_cursor: 'more' } });
    const items = list.ok ? list.value.items : [];
    expect(items.map(({ username, operator }) => [username, operator])).toEqual(
      [
        [ada.username, false],
        ['ann', true],
      ].sort(),
    );
    expect(items.find(({ id }) => id === ada.id)).toEqual({
      id: ada.id,
      username: ada.username,
      display_name: null,
      photo: null,
      is_active: true,
      operator: false,
      created_at: new Date(ada.createdAt).toISOString(),
      last_active_on: day,
      storage_bytes: 0,
      session_count: 1,
      has_factor: false,
      passkey_count: 0,
    });
    expect(detail).toMatchObject({
      value: { sessions: [{ device: 'Firefox, Linux', last_used_on: day }] },
    });
    expect(JSON.stringify(detail)).not.toContain(aClient().address);
  });

  test('has whether a second factor is set, and the day of a device that is signed in now', async () => {
    const { deps, ada, asAnn, people, clock } = await setup();
    const now = clock.now();
    // Online for the first time: the profile has no time of the last presence yet.
    people.sessions.set(ada.id, [aSession({ lastSeenAt: now - 1 }), aSession({ lastSeenAt: now })]);
    const factor = newFactor('sealed', now);
    const viewOf = async () => {
      const list = await makeListPeople(deps)(asAnn, {});
      const detail = await makeGetPerson(deps)(asAnn, ada.id);
      const view = list.ok ? list.value.items.find(({ id }) => id === ada.id) : undefined;
      expect(detail).toMatchObject({ value: view });
      return view;
    };

    // A setup that was only begun asks for nothing.
    await deps.factors.change(ada.id, () => ({ result: null, next: factor }));
    expect(await viewOf()).toMatchObject({
      has_factor: false,
      passkey_count: 0,
      last_active_on: new Date(now).toISOString().slice(0, 10),
    });

    await deps.factors.change(ada.id, () => ({
      result: null,
      next: { ...factor, confirmedAt: now },
    }));
    await deps.passkeys.change(ada.id, () => ({ result: null, next: [aPasskey(), aPasskey()] }));
    expect(await viewOf()).toMatchObject({ has_factor: true, passkey_count: 2 });
  });

  test('refuses a cursor of somewhere else', async () => {
    const { deps, asAnn } = await setup();
    expect(await makeListPeople(deps)(asAnn, { cursor: 'elsewhere' })).toMatchObject({
      code: 'validation_failed',
    });
  });

  test('finds active accounts by a part of the name, and every account by its whole name', async () => {
    const { deps, asAnn, another, clock } = await setup();
    await another({ username: 'zoe-one' });
    const gone = await another({ username: 'zoe-two' });
    await deps.users.deactivate(gone.id, clock.now());
    const find = async (q: string) => {
      const found = await makeListPeople(deps)(asAnn, { q });
      return found.ok && found.value.items.map(({ username }) => username);
    };

    expect(await find('zoe')).toEqual(['zoe-one']);
    expect(await find('ZOE-two')).toEqual(['zoe-two']);
  });
});

describe('an operator', () => {
  test('deactivates and reactivates an account, which the logs have', async () => {
    const { deps, ada, ann, act, logOf, people, endings, asAnn } = await setup();

    const ended = await act('deactivate');
    const active = await act('reactivate');

    expect(ended).toMatchObject({ value: { person: { is_active: false }, password: null } });
    expect(active).toMatchObject({ value: { person: { is_active: true } } });
    expect([people.deactivated, people.activated]).toEqual([[ada.id], [ada.id]]);
    expect(endings).toEqual([[ada.id, 'all', 'account_deactivated']]);
    const entry = { type: 'operator_action', operator: 'ann', user: ada.username };
    expect(await logOf(ada.id)).toEqual([{ ...entry, action: 'reactivate', device: '' }]);
    expect(await logOf(ann.id)).toContainEqual({
      ...entry,
      action: 'deactivate',
      device: aClient().device,
    });
    const found = await makeListPeople(deps)(asAnn, { q: ada.username });
    expect(found).toMatchObject({ value: { items: [{ is_active: true }] } });
  });

  test('sets a random password with their own password only', async () => {
    const { ada, ann, act, logOf, people, endings } = await setup();

    const wrong = await act('reset_password', { currentPassword: 'Wrong-1843' });
    const none = await act('reset_password', { currentPassword: '' });
    const before = people.passwords.get(ada.id);
    const reset = await act('reset_password');

    expect([wrong, none]).toMatchObject([
      { code: 'invalid_password' },
      { code: 'invalid_password' },
    ]);
    expect(before).toBeUndefined();
    expect(reset).toMatchObject({ value: { password: people.passwords.get(ada.id) } });
    expect(endings).toEqual([[ada.id, 'all', 'password_reset']]);
    expect(await logOf(ann.id)).toContainEqual(
      expect.objectContaining({ type: 'password_refused' }),
    );
  });

  test('guesses their own password only so often', async () => {
    const { act, people, ada } = await setup();
    for (let n = 0; n < limits.attempts.perNameAndAddress; n++) {
      await act('reset_password', { currentPassword: `Wrong-${n}` });
    }

    expect(await act('reset_password')).toMatchObject({ code: 'too_many_attempts' });
    expect(people.passwords.get(ada.id)).toBeUndefined();
  });

  test('changes no account of an operator, also not their own', async () => {
    const { deps, act, ann, another, people } = await setup();
    const other = await another({ username: 'olga' });
    await deps.users.setOperator(other.id, true);

    for (const userId of [ann.id, other.id]) {
      for (const action of ['deactivate', 'reactivate', 'reset_password'] as const) {
        expect(await act(action, { userId })).toMatchObject({ code: 'operator_account' });
      }
    }
    expect(people.deactivated).toEqual([]);
    expect(people.passwords.get(other.id)).toBeUndefined();
  });

  test('ends one session or all, of everybody, without a password', async () => {
    const { ada, ann, act, people, endings } = await setup();
    const [one, two] = [aSession(), aSession()];
    people.sessions.set(ada.id, [one, two]);

    await act('end_sessions', { sessionId: one.id, currentPassword: '' });
    const unknown = await act('end_sessions', { sessionId: 'another', currentPassword: '' });
    await act('end_sessions', { currentPassword: '' });
    await act('end_sessions', { userId: ann.id, currentPassword: '' });

    expect(unknown).toMatchObject({ code: 'session_not_found' });
    expect(endings).toEqual([
      [ada.id, [one.id], 'ended_by_operator'],
      [ada.id, 'all', 'ended_by_operator'],
      [ann.id, 'all', 'ended_by_operator'],
    ]);
  });

  test('acts on no unknown or unfinished account, and sets no password of a deactivated one', async () => {
    const { deps, ada, act, clock } = await setup();
    expect(await act('deactivate', { userId: 'nobody' })).toMatchObject({ code: 'user_not_found' });
    await deps.users.deactivate(ada.id, clock.now());
    expect(await act('reset_password')).toMatchObject({ code: 'user_not_found' });
  });
});
