import { limits } from '#contracts/limits.ts';
import type { Attachment, Recording } from '../../domain/attachment.ts';
import { pendingKey } from '../../domain/attachment.ts';
import { brokenFileRule, type FileRules } from '../../domain/file-rules.ts';
import type { Caller } from '../../domain/user.ts';
import type {
  AttachmentStore,
  BlobStore,
  TakesUploads,
  UploadForm,
} from '../../ports/attachments.ts';
import type { CounterStore } from '../../ports/counters.ts';
import type { Clock, Ids } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { fieldRule, storageFull, uploadsPaused } from '../../shared/refusals.ts';
import { makeUploadQuota } from '../../shared/upload-quota.ts';
import { isoTime } from '../../views/time.ts';

interface Created {
  readonly id: string;
  readonly upload: UploadForm;
  readonly expires_at: string;
}

interface AnnouncedFile {
  readonly filename: string;
  readonly mime: string;
  readonly sizeBytes: number;
  readonly recording?: Recording | undefined;
}

type CreateRefusal =
  | 'unauthenticated'
  | 'validation_failed'
  | 'storage_full'
  | 'too_many_uploads'
  | 'uploads_paused';

/**
 * Reserves storage for one file and returns an upload form, valid for a limited time, for exactly the
 * announced file.
 */
export const makeCreateAttachment = (deps: {
  users: UserStore;
  attachments: AttachmentStore;
  blobs: BlobStore;
  takesUploads: TakesUploads;
  counters: CounterStore;
  clock: Clock;
  ids: Ids;
  fileRules: FileRules;
}) => {
  const takeQuota = makeUploadQuota(deps);
  return async (caller: Caller, file: AnnouncedFile): Promise<Result<Created, CreateRefusal>> => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    if (!(await deps.takesUploads())) return uploadsPaused;
    const broken = brokenFileRule(deps.fileRules, file);
    if (broken) return fieldRule(broken.field, broken.rule);
    const { refused } = await takeQuota(caller.userId, 1);
    if (refused) return refused;
    const { filename, mime, sizeBytes, recording } = file;
    const id = deps.ids.uuid();
    const now = deps.clock.now();
    const attachment: Attachment = {
      id,
      ownerId: caller.userId,
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
    const stored = await deps.attachments.put([attachment], storageBytes);
    if (stored !== 'stored') return storageFull(stored.usedBytes, storageBytes, sizeBytes);
    const expiresAt = now + limits.attachment.uploadSeconds * 1_000;
    const upload = await deps.blobs.signUpload({ key: pendingKey(id), mime, sizeBytes, expiresAt });
    return ok({ id, upload, expires_at: isoTime(expiresAt) });
  };
};
