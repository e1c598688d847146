import { createHash } from 'node:crypto';
import { isNameOf, unfittingName } from '#contracts/filenames.ts';
import type { SentFile } from '#contracts/http/sending/sent-files.ts';
import { limits } from '#contracts/limits.ts';
import type { Attachment } from '../../domain/attachment.ts';
import { storedKey, totalBytes } from '../../domain/attachment.ts';
import { brokenFileRule, type FileRules } from '../../domain/file-rules.ts';
import type { Caller } from '../../domain/user.ts';
import type {
  AttachmentStore,
  BlobStore,
  FileInspector,
  TakesUploads,
} from '../../ports/attachments.ts';
import type { CounterStore } from '../../ports/counters.ts';
import type { Clock, Ids } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { checkFile } from '../../shared/check-file.ts';
import { invalidUpload, storageFull, uploadsPaused } from '../../shared/refusals.ts';
import { makeUploadQuota } from '../../shared/upload-quota.ts';
import type { makeSendMessage, SendRequest } from './send-message.ts';

interface Deps {
  readonly sendMessage: ReturnType<typeof makeSendMessage>;
  readonly users: UserStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly attachments: AttachmentStore;
  readonly blobs: BlobStore;
  readonly takesUploads: TakesUploads;
  readonly inspector: FileInspector;
  readonly counters: CounterStore;
  readonly fileRules: FileRules;
}

/** A checked file, not stored yet. */
interface TakenFile {
  readonly attachment: Attachment;
  readonly bytes: Uint8Array;
}

const hashOf = ({ filename, mime, bytes }: SentFile): string =>
  JSON.stringify([filename, mime, createHash('sha256').update(bytes).digest('base64url')]);

/** Sends a message with inline files, at least one, in a conversation. */
export const makeSendWithFiles = (deps: Deps) => {
  const { sendMessage } = deps;
  const takeQuota = makeUploadQuota(deps);

  /** Refused files stay counted, like discarded uploads, so that checks are limited. */
  const check = async (
    ownerId: string,
    files: readonly SentFile[],
  ): Promise<Result<TakenFile[], 'invalid_upload'>> => {
    const taken: TakenFile[] = [];
    const now = deps.clock.now();
    for (const [index, { filename, mime, bytes }] of files.entries()) {
      const path = `body.files.${index}`;
      if (bytes.length === 0) return invalidUpload(path, 'must not be empty');
      const sizeBytes = bytes.length;
      const broken = brokenFileRule(deps.fileRules, { mime, sizeBytes });
      if (broken) return invalidUpload(path, broken.rule);
      const checked = await checkFile(deps.inspector, { bytes, sizeBytes }, { mime, sizeBytes });
      if (!checked.ok) return invalidUpload(path, checked.rule);
      if (!isNameOf(filename, mime)) return invalidUpload(`${path}.filename`, unfittingName);
      const attachment: Attachment = {
        id: deps.ids.uuid(),
        ownerId,
        filename,
        mime,
        sizeBytes,
        ...checked.size,
        state: 'complete',
        sentIn: null,
        createdAt: now,
        expiresAt: now + limits.attachment.unsentSeconds * 1_000,
      };
      taken.push({ attachment, bytes });
    }
    return ok(taken);
  };

  const writeBytes = ({ attachment: { id, mime }, bytes }: TakenFile): Promise<void> =>
    deps.blobs.write(storedKey(id), bytes, mime);

  const sendWith = async (
    caller: Caller,
    conversationId: string,
    request: SendRequest,
    files: readonly SentFile[],
  ) => {
    const { refused, takeBack } = await takeQuota(caller.userId, files.length);
    if (refused) return refused;
    const checked = await check(caller.userId, files);
    if (!checked.ok) return checked;
    const taken = checked.value;
    const attachments = taken.map(({ attachment }) => attachment);
    const attachmentIds = attachments.map(({ id }) => id);
    let isSettled = false;
    try {
      // Stores attachments first: bytes without one would never be cleaned up.
      const { storageBytes } = deps.fileRules;
      const stored = await deps.attachments.put(attachments, storageBytes);
      if (stored !== 'stored') {
        isSettled = true;
        return storageFull(stored.usedBytes, storageBytes, totalBytes(attachments));
      }
      await Promise.all(taken.map(writeBytes));
      const sent = await sendMessage.inConversation(caller, conversationId, {
        ...request,
        attachmentIds,
      });
      isSettled = sent.ok && sent.value.created;
      return sent;
    } finally {
      if (!isSettled) {
        await Promise.all(attachmentIds.map((id) => deps.attachments.discard(id, 'complete')));
        await takeBack();
      }
    }
  };

  return async (
    caller: Caller,
    conversationId: string,
    request: SendRequest,
    files: readonly SentFile[],
  ) => {
    // Does not hash files of an unknown sender, or without quota.
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    if (!(await deps.takesUploads())) return uploadsPaused;
    const named: SendRequest = {
      ...request,
      clientId: request.clientId ?? deps.ids.uuid(),
      fileHashes: files.map(hashOf),
    };
    // A dry run before anything is counted, checked or stored: returns a repeated message or a refusal.
    const answered = await sendMessage.dryRun(caller, conversationId, named);
    return answered ?? sendWith(caller, conversationId, named, files);
  };
};
