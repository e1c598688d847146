import { createHash } from 'node:crypto';
import { photoPathOf } from '#contracts/media/photo-path.ts';
import { png } from '../../support/files.ts';
import type { PersonModel } from './model.ts';

/** What users may choose as their photo. */
export const photos = [png(8, 8), png(16, 16)] as const;

/** The photo of a user in an answer; a deactivation removes it. */
export const photoPath = ({ id, photo, isActive }: PersonModel): string | null => {
  const bytes = photo === null || !isActive ? undefined : photos[photo];
  if (!bytes) return null;
  return photoPathOf(id, createHash('sha256').update(bytes).digest('base64url').slice(0, 22));
};
