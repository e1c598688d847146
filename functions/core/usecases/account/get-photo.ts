import type { Photo } from '../../domain/user.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';

const photoNotFound = fail('photo_not_found', { detail: 'There is no such photo.' });

/**
 * Needs no caller: an `<img>` sends no token. Only who was shown the path knows the hash, which nobody can
 * guess without the bytes.
 */
export const makeGetPhoto =
  ({ users }: { users: Pick<UserStore, 'getPhoto'> }) =>
  async (id: string, hash: string): Promise<Result<Photo, 'photo_not_found'>> => {
    const photo = await users.getPhoto(id, hash);
    return photo ? ok(photo) : photoNotFound;
  };
