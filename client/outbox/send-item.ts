import type { Message } from '#contracts/http/messages.ts';
import { ApiError } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import type { Uploads } from '../uploads/uploads.ts';
import type { OutboxItem, OutboxStorage } from './item.ts';
import { sendWithFiles } from './send-with-files.ts';

interface Deps {
  readonly call: Call;
  readonly storage: OutboxStorage;
  /** Loaded with the first file. */
  readonly loadUploads: () => Promise<Uploads>;
}

/** A module that fails to load is retried like a network error. */
const unreachable = (): never => {
  throw new ApiError(0, 'network');
};

/** Sends an outbox item. */
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

  return async (item: OutboxItem, signal: AbortSignal): Promise<Message> => {
    if (!item.files?.length) return post(item, []);
    const uploads = await loadUploads().catch(unreachable);
    return sendWithFiles({ uploads, storage, post }, item, signal);
  };
};
