import type { Message } from '../../../functions/contracts/http/messages.ts';
import type { Uploads } from '../features/attachments/model/uploads.ts';
import type { OutboxItem, OutboxStorage } from '../features/messages/model/outbox-item.ts';
import type { Call } from '../lib/api-client.ts';
import { ApiError } from '../lib/api-error.ts';
import type { sendWithFiles } from './send-with-files.ts';

/** What sending files takes; loaded with the first one. */
export interface FileSending {
  readonly uploads: Uploads;
  readonly sendWithFiles: typeof sendWithFiles;
}

interface Deps {
  readonly call: Call;
  readonly storage: OutboxStorage;
  readonly loadSending: () => Promise<FileSending>;
}

/** A part of the site that is missing now is there later, or after a reload. */
const unreachable = (): never => {
  throw new ApiError(0, 'network');
};

/** Sends an item of the outbox. */
export const makeSendItem = ({ call, storage, loadSending }: Deps) => {
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
    const { uploads, sendWithFiles } = await loadSending().catch(unreachable);
    return sendWithFiles({ uploads, storage, post }, item, signal);
  };
};
