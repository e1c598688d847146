import type { FileAllowance } from '#contracts/storage-use.ts';
import type { FileRules } from '../../domain/file-rules.ts';
import type { Caller } from '../../domain/user.ts';
import type { AttachmentStore } from '../../ports/attachments.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';

interface Deps {
  readonly users: UserStore;
  readonly attachments: AttachmentStore;
  readonly fileRules: FileRules;
}

/** Storage usage of the caller, and what the operator allows for files. */
export const makeGetStorage =
  ({ users, attachments, fileRules }: Deps) =>
  async (caller: Caller): Promise<Result<FileAllowance, 'unauthenticated'>> => {
    const user = await authenticate(users, caller);
    if (!user.ok) return user;
    const usedBytes = await attachments.usedBytes(caller.userId);
    return ok({
      used_bytes: usedBytes,
      limit_bytes: fileRules.storageBytes,
      max_file_bytes: fileRules.maxFileBytes,
      file_types: fileRules.types,
    });
  };
