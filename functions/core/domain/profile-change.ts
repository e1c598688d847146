import type { Privacy } from './privacy.ts';
import type { Photo, User } from './user.ts';
import { foldEmail } from './user.ts';

/** A partial change of a profile; omitted fields stay, null removes a value. */
export interface ProfileChange {
  readonly username?: string | undefined;
  readonly displayName?: string | null | undefined;
  readonly about?: string | null | undefined;
  readonly photo?: Photo | null | undefined;
  readonly email?: string | undefined;
  readonly privacy?: Partial<Privacy> | undefined;
}

const orKept = <T>(value: T | undefined, kept: T): T => (value === undefined ? kept : value);

/** The profile after a change, with `updatedAt` as it was. */
export const withChange = (user: User, change: ProfileChange): User => {
  const { photo } = change;
  return {
    ...user,
    username: orKept(change.username, user.username),
    displayName: orKept(change.displayName, user.displayName),
    about: orKept(change.about, user.about),
    photo: photo === undefined ? user.photo : (photo?.hash ?? null),
    email: change.email === undefined ? user.email : foldEmail(change.email),
    privacy: { ...user.privacy, ...change.privacy },
  };
};
