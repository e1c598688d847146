import { limits } from '#contracts/limits.ts';
import type { Caller } from '#core/domain/user.ts';
import type { BlobStore } from '#core/ports/attachments.ts';
import { makeCompleteAttachment } from '#core/usecases/attachments/complete-attachment.ts';
import { makeCopyAttachment } from '#core/usecases/attachments/copy-attachment.ts';
import { makeCreateAttachment } from '#core/usecases/attachments/create-attachment.ts';
import { makeGetAttachment } from '#core/usecases/attachments/get-attachment.ts';
import { makeDeleteMessage } from '#core/usecases/messages/change-message.ts';
import type { SendDeps } from '#core/usecases/messages/send-message.ts';
import { makeSendMessage } from '#core/usecases/messages/send-message.ts';
import { dynamoAttachmentStore } from '#functions/adapters/aws/dynamodb/attachments/attachment-store.ts';
import { dynamoMemberSettingsStore } from '#functions/adapters/aws/dynamodb/conversations/member-settings-store.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { dynamoCounterStore } from '../../functions/adapters/aws/dynamodb/counter-store.ts';
import { fileInspector } from '../../functions/adapters/file-inspector.ts';

const bytes = new TextEncoder().encode('A note.');

/** S3 costs no DynamoDB units, so a stub bucket provides every requested object. */
const blobs: BlobStore = {
  signUpload: async () => ({ url: 'https://bucket.example/', fields: {} }),
  signDownload: async () => 'https://bucket.example/',
  read: async () => ({ bytes, sizeBytes: bytes.length, etag: '"1"' }),
  copy: async () => true,
  duplicate: async () => true,
  write: async () => undefined,
  remove: async () => undefined,
};

type Measure = (name: string, work: () => Promise<unknown>, budget?: string) => Promise<void>;

/**
 * The steps of a file: requested, completed, sent with a short text, read by the peer, deleted with
 * its message.
 */
export const measureAttachments = async (
  table: Table,
  sending: SendDeps,
  { caller, peer }: { caller: Caller; peer: Caller },
  measure: Measure,
): Promise<void> => {
  const attachments = dynamoAttachmentStore(table);
  const counters = dynamoCounterStore(table);
  const takesUploads = async () => true;
  const files = { blobs, takesUploads, inspector: fileInspector };
  const { maxBytes: maxFileBytes, perUserMb } = limits.attachment;
  const storageBytes = perUserMb * 1024 * 1024;
  const fileRules = { storageBytes, maxFileBytes, types: 'any' } as const;
  const deps = {
    ...sending,
    settings: dynamoMemberSettingsStore(table),
    attachments,
    counters,
    fileRules,
    ...files,
  };
  let attachmentId = '';
  let messageId = '';
  await measure('file: ask for an upload', async () => {
    const file = { filename: 'a note to you.txt', mime: 'text/plain', sizeBytes: bytes.length };
    const created = await makeCreateAttachment(deps)(caller, file);
    if (!created.ok) throw new Error(created.code);
    attachmentId = created.value.id;
  });
  await measure('file: complete', async () => {
    const completed = await makeCompleteAttachment(deps)(caller, attachmentId);
    if (!completed.ok) throw new Error(completed.code);
  });
  await measure(
    'file: send one, with a short text',
    async () => {
      const request = { content: 'Look.', attachmentIds: [attachmentId] };
      const sent = await makeSendMessage(deps).toUser(caller, peer.userId, request);
      if (!sent.ok) throw new Error(sent.code);
      messageId = sent.value.message.id;
    },
    '8 write, 6.5 read',
  );
  await measure('file: a URL to read it', async () => {
    const got = await makeGetAttachment(deps)(peer, attachmentId);
    if (!got.ok) throw new Error(got.code);
  });
  await measure('file: copy it, to forward it', async () => {
    const request = { id: attachmentId, clientId: sending.ids.uuid() };
    const copied = await makeCopyAttachment(deps)(peer, request);
    if (!copied.ok) throw new Error(copied.code);
  });
  await measure('file: delete its message', async () => {
    const gone = await makeDeleteMessage(deps)(caller, { id: messageId, onlyUnread: false });
    if (!gone.ok) throw new Error(gone.code);
  });
  await measure('file: give its space back', () =>
    attachments.release({
      id: attachmentId,
      ownerId: caller.userId,
      sizeBytes: bytes.length,
    }),
  );
};
