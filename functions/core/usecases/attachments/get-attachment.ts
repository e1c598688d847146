import { safeName } from '#contracts/filenames.ts';
import { limits } from '#contracts/limits.ts';
import { isShown } from '#contracts/pictures.ts';
import { storedKey } from '../../domain/attachment.ts';
import type { Caller } from '../../domain/user.ts';
import type { AttachmentStore, BlobStore } from '../../ports/attachments.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { Clock } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { readableUntil } from '../../shared/may-read-attachment.ts';
import { attachmentNotFound } from '../../shared/refusals.ts';
import type { SightDeps } from '../../shared/visibility/sight.ts';
import { isoTime } from '../../views/time.ts';

interface Deps extends SightDeps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly attachments: AttachmentStore;
  readonly blobs: BlobStore;
  readonly clock: Clock;
}

/** A short-lived URL of the bytes, for the owner and, once sent, for both members. It ends with its message. */
export const makeGetAttachment = (deps: Deps) => {
  return async (
    caller: Caller,
    id: string,
  ): Promise<
    Result<{ url: string; expires_at: string }, 'unauthenticated' | 'attachment_not_found'>
  > => {
    const [user, attachment] = await Promise.all([
      authenticate(deps.users, caller),
      deps.attachments.get(id),
    ]);
    if (!user.ok) return user;
    const until = attachment && (await readableUntil(deps, caller.userId, attachment));
    if (!attachment || until === null) return attachmentNotFound;
    const { filename, mime } = attachment;
    const longest = deps.clock.now() + limits.attachment.downloadSeconds * 1_000;
    const expiresAt = Math.min(longest, until);
    const url = await deps.blobs.signDownload({
      key: storedKey(id),
      filename: safeName(filename, mime),
      mime,
      isInline: isShown(attachment),
      expiresAt,
    });
    return ok({ url, expires_at: isoTime(expiresAt) });
  };
};
