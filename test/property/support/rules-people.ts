import type { Model } from './model.ts';
import { isActive, personOf, unknown } from './model.ts';
import type { Outcome } from './rules-send.ts';

export const block = (model: Model, { by, other }: { by: number; other: number }): Outcome => {
  if (!isActive(model, by)) return 'unauthenticated';
  if (by === other) return 'user_not_found';
  personOf(model, by).blocked.add(other);
  return { status: 204 };
};

export const unblock = (model: Model, { by, other }: { by: number; other: number }): Outcome => {
  if (!isActive(model, by)) return 'unauthenticated';
  personOf(model, by).blocked.delete(other);
  return { status: 204 };
};

/** Names are unique regardless of case, and deactivated users keep theirs. */
export const rename = (
  model: Model,
  { by, name, displayName }: { by: number; name: string; displayName: string },
): Outcome => {
  if (!isActive(model, by)) return 'unauthenticated';
  const shown = name.toLowerCase();
  const isTaken = model.people.some((person, other) => other !== by && person.name === shown);
  if (isTaken) return 'username_taken';
  const person = personOf(model, by);
  const isSame = person.name === shown && person.displayName === displayName;
  if (!isSame) person.times.updated_at = unknown;
  person.name = shown;
  person.displayName = displayName;
  return { status: 200 };
};

export const choosePhoto = (
  model: Model,
  { by, photo }: { by: number; photo: number | null },
): Outcome => {
  if (!isActive(model, by)) return 'unauthenticated';
  const person = personOf(model, by);
  if (person.photo !== photo) person.times.updated_at = unknown;
  person.photo = photo;
  return { status: 200 };
};

export const leave = (model: Model, { by }: { by: number }): Outcome => {
  if (!isActive(model, by)) return 'unauthenticated';
  const person = personOf(model, by);
  person.isActive = false;
  person.times.updated_at = unknown;
  return { status: 204 };
};
