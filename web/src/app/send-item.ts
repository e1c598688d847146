import type { Message } from '../../../functions/contracts/http/messages.ts';
import type { Uploads } from '../features/attachments/model/uploads.ts';
import type { OutboxItem, OutboxStorage } from '../features/messages/model/outbox-item.ts';
import type { Call } from '../lib/api-client.ts';
import { ApiError } from '../lib/api-error.ts';
import { RefusedFileError } from '../lib/refused-file.ts';

interface Deps {
  readonly call: Call;
  readonly storage: OutboxStorage;
  readonly loadUploads: () => Promise<Uploads>;
}

const isInvalidAttachment = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'invalid_attachment';

/**
 * Sends an item of the outbox: first its files, then the message with their attachments. Which those are
 * is kept before the first attempt: a repeated request must be the same one.
 */
export const makeSendItem = ({ call, storage, loadUploads }: Deps) => {
  const post = (item: OutboxItem, attachmentIds: readonly string[]): Promise<Message> =>
    call('POST /api/conversations/{id}/messages', {
      params: { id: item.conversationId },
      body: {
        ...(item.content !== '' && { content: item.content }),
        client_id: item.clientId,
        ...(item.replyToId && { reply_to_id: item.replyToId }),
        ...(attachmentIds.length > 0 && { attachment_ids: [...attachmentIds] }),
      },
    });

  const upload = async (item: OutboxItem, signal: AbortSignal): Promise<string[]> => {
    const uploads = await loadUploads();
    const { clientId, files = [] } = item;
    return Promise.all(
      files.map(async (file) => {
        const read = () => storage.file(clientId, file.fileId).catch(() => undefined);
        const attachmentId = await uploads.attachmentOf(file, read, signal);
        await storage.attach(clientId, file.fileId, attachmentId).catch(() => undefined);
        return attachmentId;
      }),
    );
  };

  /** What was uploaded long ago has been swept away: it goes up again, once. */
  const postAnew = async (item: OutboxItem, signal: AbortSignal): Promise<Message> => {
    const uploads = await loadUploads();
    for (const { fileId } of item.files ?? []) uploads.renew(fileId);
    const attachmentIds = await upload(item, signal);
    signal.throwIfAborted();
    return post(item, attachmentIds).catch((error: unknown) => {
      throw isInvalidAttachment(error) ? new RefusedFileError('unlike') : error;
    });
  };

  return async (item: OutboxItem, signal: AbortSignal): Promise<Message> => {
    if (!item.files?.length) return post(item, []);
    const attachmentIds = await upload(item, signal);
    signal.throwIfAborted();
    return post(item, attachmentIds).catch((error: unknown) => {
      if (!isInvalidAttachment(error)) throw error;
      return postAnew(item, signal);
    });
  };
};
