import { isNameOf, unfittingName } from '#contracts/filenames.ts';
import type { Attachment as AttachmentBody } from '#contracts/http/messages.ts';
import { limits } from '#contracts/limits.ts';
import type { Attachment } from '../../domain/attachment.ts';
import { pendingKey, storedKey } from '../../domain/attachment.ts';
import type { Caller } from '../../domain/user.ts';
import type { AttachmentStore, BlobStore, FileInspector } from '../../ports/attachments.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Failure, Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { checkFile } from '../../shared/check-file.ts';
import { attachmentNotFound, invalidUpload } from '../../shared/refusals.ts';
import { createSlots } from '../../slots.ts';
import { attachmentView } from '../../views/attachment-view.ts';

interface Deps {
  readonly users: UserStore;
  readonly attachments: AttachmentStore;
  readonly blobs: BlobStore;
  readonly inspector: FileInspector;
}

/**
 * Checks the uploaded bytes and copies exactly those to the key that is served. Deletes an upload that does
 * not match. Safe to repeat and to run concurrently.
 */
export const makeCompleteAttachment = (deps: Deps) => {
  const inSlot = createSlots(limits.attachment.checksAtOnce);

  const find = async (caller: Caller, id: string): Promise<Attachment | null> => {
    const attachment = await deps.attachments.get(id);
    return attachment?.ownerId === caller.userId ? attachment : null;
  };

  /** Checks and copies the bytes; returns the image size, or a refusal. */
  const takeIn = async ({ id, filename, mime, sizeBytes }: Attachment) => {
    const uploaded = await deps.blobs.read(pendingKey(id), limits.attachment.checkedBytes);
    if (!uploaded) return invalidUpload('upload', 'was not found: send the bytes first');
    const checked = await checkFile(deps.inspector, uploaded, { mime, sizeBytes });
    if (!checked.ok) return invalidUpload('upload', checked.rule);
    if (!isNameOf(filename, mime)) return invalidUpload('filename', unfittingName);
    const copy = { from: pendingKey(id), to: storedKey(id), etag: uploaded.etag, mime };
    return (await deps.blobs.copy(copy))
      ? ok(checked.size)
      : invalidUpload('upload', 'must not change while it is checked');
  };

  /** If another call has completed it meanwhile, that result counts. */
  const refuse = async (caller: Caller, id: string, refusal: Failure<'invalid_upload'>) => {
    await deps.attachments.discard(id, 'pending');
    const now = await find(caller, id);
    return now ? ok(attachmentView(now)) : refusal;
  };

  return async (
    caller: Caller,
    id: string,
  ): Promise<
    Result<AttachmentBody, 'unauthenticated' | 'attachment_not_found' | 'invalid_upload'>
  > => {
    const [user, attachment] = await Promise.all([
      authenticate(deps.users, caller),
      find(caller, id),
    ]);
    if (!user.ok) return user;
    if (!attachment) return attachmentNotFound;
    if (attachment.state !== 'pending') return ok(attachmentView(attachment));
    const taken = await inSlot(() => takeIn(attachment));
    if (!taken.ok) return refuse(caller, id, taken);
    const { expiresAt } = attachment;
    if (await deps.attachments.complete(id, { ...taken.value, expiresAt })) {
      return ok(attachmentView({ ...attachment, ...taken.value }));
    }
    const now = await find(caller, id);
    if (now) return ok(attachmentView(now));
    await deps.blobs.remove([storedKey(id)]);
    return attachmentNotFound;
  };
};
