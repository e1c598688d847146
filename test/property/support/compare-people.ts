import { deepStrictEqual } from 'node:assert/strict';
import type { FoundUser, Profile } from '#contracts/http/people.ts';
import type { Model } from './model.ts';
import { between, isActive, personOf } from './model.ts';
import { type Ask, compare, pagesOf } from './pages.ts';
import { checkPerson, photoPath } from './people-views.ts';

const byName =
  (model: Model) =>
  (one: number, other: number): number =>
    compare(personOf(model, one).name, personOf(model, other).name);

const checkPeople = (model: Model, expected: readonly number[], bodies: readonly FoundUser[]) => {
  const sorted = expected.toSorted(byName(model));
  deepStrictEqual(
    bodies.map(({ id }) => id),
    sorted.map((person) => personOf(model, person).id),
  );
  for (const [index, person] of sorted.entries()) {
    checkPerson(model, person, bodies[index] as FoundUser);
  }
};

/** The own profile, the results of a search, the blocked users, and each single user. */
export const comparePeople = async (
  { model, prefix }: { model: Model; prefix: string },
  by: number,
  ask: Ask,
  size: number,
): Promise<void> => {
  const everybody = [...model.people.keys()];
  checkPerson(model, by, await ask('get-me'));
  const found = await pagesOf<FoundUser>(ask, 'search-users', size, { q: prefix });
  checkPeople(
    model,
    everybody.filter((person) => isActive(model, person)),
    found,
  );
  const { items } = await ask<{ items: FoundUser[] }>('list-blocks');
  checkPeople(model, [...personOf(model, by).blocked], items);
  for (const person of everybody) {
    const user = personOf(model, person);
    const { id, name, displayName } = user;
    const profile = await ask<Profile>('get-user', { params: { id } });
    deepStrictEqual(
      [profile.username, profile.display_name, profile.photo, profile.is_active],
      [name, displayName, photoPath(user), isActive(model, person)],
    );
    const isPeer = between(model, by, person) !== undefined;
    deepStrictEqual('online' in profile, isPeer, 'presence is for peers');
  }
};
