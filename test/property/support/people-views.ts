import { deepStrictEqual, ok } from 'node:assert/strict';
import type { Me } from '#contracts/http/me.ts';
import type { FoundUser } from '#contracts/http/people.ts';
import type { Model } from './model.ts';
import { personOf, unknown } from './model.ts';
import { photoPath } from './photos.ts';

/** A user in an answer: without e-mail addresses, since nobody here has one. */
export const checkPerson = (model: Model, person: number, body: FoundUser | Me): void => {
  const user = personOf(model, person);
  const { id, name, displayName, isActive, times } = user;
  for (const field of ['created_at', 'updated_at'] as const) {
    if (times[field] === unknown) times[field] = body[field];
  }
  ok(String(times.updated_at) >= String(times.created_at), 'updated_at before created_at');
  const shown = { presence: true, read_receipts: true };
  deepStrictEqual(body, {
    ...{ id, username: name, is_active: isActive, ...times },
    ...{ display_name: displayName, photo: photoPath(user) },
    ...('privacy' in body && { privacy: shown, about: null }),
  });
};
