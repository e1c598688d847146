import { deepStrictEqual, ok } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Me } from '#contracts/http/me.ts';
import type { FoundUser } from '#contracts/http/people.ts';
import { photoPathOf } from '#contracts/media/photo-path.ts';
import { png } from '../../support/files.ts';
import type { Model, PersonModel } from './model.ts';
import { personOf, unknown } from './model.ts';

/** What users may choose as their photo. */
export const photos = [png(8, 8), png(16, 16)] as const;

/** The photo of a user in an answer; a deactivation removes it. */
export const photoPath = ({ id, photo, isActive }: PersonModel): string | null => {
  const bytes = photo === null || !isActive ? undefined : photos[photo];
  if (!bytes) return null;
  return photoPathOf(id, createHash('sha256').update(bytes).digest('base64url').slice(0, 22));
};

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
