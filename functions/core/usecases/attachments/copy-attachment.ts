import { createHash } from 'node:crypto';
import type { Attachment as AttachmentBody } from '#contracts/http/messages.ts';
import { limits } from '#contracts/limits.ts';
import type { Attachment } from '../../domain/attachment.ts';
import { storedKey } from '../../domain/attachment.ts';
import type { FileRules } from '../../domain/file-rules.ts';
import type { Caller } from '../../domain/user.ts';
import type { AttachmentStore, BlobStore, TakesUploads } from '../../ports/attachments.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { CounterStore } from '../../ports/counters.ts';
import type { Clock } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { readableUntil } from '../../shared/may-read-attachment.ts';
import { attachmentNotFound, storageFull, uploadsPaused } from '../../shared/refusals.ts';
import { makeUploadQuota } from '../../shared/upload-quota.ts';
import type { SightDeps } from '../../shared/visibility/sight.ts';
import { attachmentView } from '../../views/attachment-view.ts';

interface Deps extends SightDeps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly attachments: AttachmentStore;
  readonly blobs: BlobStore;
  readonly takesUploads: TakesUploads;
  readonly counters: CounterStore;
  readonly clock: Clock;
  readonly fileRules: FileRules;
}

type CopyRefusal =
  | 'unauthenticated'
  | 'attachment_not_found'
  | 'storage_full'
  | 'too_many_uploads'
  | 'uploads_paused';

/** Maximum number of copies for one request: another one is made if the one before has expired and was not sent. */
const maxCopies = 5;

/** The same for a repeated request, so that it finds the first copy. A UUID of version 8. */
const copyIdOf = (parts: readonly string[], earlier: number): string => {
  const named = earlier === 0 ? parts : [...parts, earlier];
  const bytes = createHash('sha256').update(named.join(' ')).digest();
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex', 0, 16);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/**
 * Gives the reader of a file an attachment with a copy of its bytes, complete and not sent. It counts as an
 * upload of the caller. Safe to repeat with the same `clientId`.
 */
export const makeCopyAttachment = (deps: Deps) => {
  const takeQuota = makeUploadQuota(deps);

  const reserve = async (userId: string, id: string, source: Attachment) => {
    const now = deps.clock.now();
    const { filename, mime, sizeBytes, recording } = source;
    const copy: Attachment = {
      id,
      ownerId: userId,
      filename,
      mime,
      sizeBytes,
      ...(recording && { recording }),
      state: 'pending',
      sentIn: null,
      createdAt: now,
      expiresAt: now + limits.attachment.unsentSeconds * 1_000,
    };
    const { storageBytes } = deps.fileRules;
    const stored = await deps.attachments.put([copy], storageBytes);
    return stored === 'stored' ? ok(copy) : storageFull(stored.usedBytes, storageBytes, sizeBytes);
  };

  /**
   * Copies the bytes and completes the copy; gives it up if the file was deleted meanwhile. Null if an expired copy still
   * has this id: its record is removed later, and then its bytes.
   */
  const fill = async (copy: Attachment, source: Attachment) => {
    const { id, expiresAt } = copy;
    const { mime, width, height } = source;
    const size = width !== undefined && height !== undefined ? { width, height } : {};
    const bytes = { from: storedKey(source.id), to: storedKey(id), mime };
    if (!(await deps.blobs.duplicate(bytes))) {
      await deps.attachments.discard(id, 'pending');
      return attachmentNotFound;
    }
    await deps.attachments.complete(id, { ...size, expiresAt });
    const done = await deps.attachments.get(id);
    return done && ok(attachmentView(done));
  };

  const copyAs = async (
    userId: string,
    id: string,
    source: Attachment,
    known: Attachment | null,
  ) => {
    if (known && known.state !== 'pending') return ok(attachmentView(known));
    const reserved = known ? ok(known) : await reserve(userId, id, source);
    return reserved.ok ? fill(reserved.value, source) : reserved;
  };

  /** Makes the copy under the first id that no expired copy has. */
  const copyOf = async (
    userId: string,
    source: Attachment,
    idOf: (earlier: number) => string,
    first: Attachment | null,
  ) => {
    const copied = await copyAs(userId, idOf(0), source, first);
    if (copied) return copied;
    for (let earlier = 1; earlier < maxCopies; earlier++) {
      const id = idOf(earlier);
      const next = await copyAs(userId, id, source, await deps.attachments.get(id));
      if (next) return next;
    }
    return attachmentNotFound;
  };

  return async (
    caller: Caller,
    { id: sourceId, clientId }: { readonly id: string; readonly clientId: string },
  ): Promise<Result<AttachmentBody, CopyRefusal>> => {
    const { userId } = caller;
    const idOf = (earlier: number) => copyIdOf([userId, sourceId, clientId], earlier);
    const [user, source, known] = await Promise.all([
      authenticate(deps.users, caller),
      deps.attachments.get(sourceId),
      deps.attachments.get(idOf(0)),
    ]);
    if (!user.ok) return user;
    // The copy of an earlier request stays the caller's when the file it was made from is gone.
    if (known && known.state !== 'pending') return ok(attachmentView(known));
    if (!(await deps.takesUploads())) return uploadsPaused;
    if (!source || (await readableUntil(deps, userId, source)) === null) {
      return attachmentNotFound;
    }
    if (known) return copyOf(userId, source, idOf, known);
    const { refused } = await takeQuota(userId, 1);
    return refused ?? copyOf(userId, source, idOf, null);
  };
};
