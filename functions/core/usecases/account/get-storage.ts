import type { StorageUse } from '#contracts/storage-use.ts';
import type { Caller } from '../../domain/user.ts';
import type { AttachmentStore } from '../../ports/attachments.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';

interface Deps {
  readonly users: UserStore;
  readonly attachments: AttachmentStore;
  /** The storage quota of a user, in bytes. */
  readonly storageBytes: number;
}

/** Storage usage and quota of the caller. */
export const makeGetStorage =
  ({ users, attachments, storageBytes }: Deps) =>
  async (caller: Caller): Promise<Result<StorageUse, 'unauthenticated'>> => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    const usedBytes = await attachments.usedBytes(caller.userId);
    return ok({ used_bytes: usedBytes, limit_bytes: storageBytes });
  };
