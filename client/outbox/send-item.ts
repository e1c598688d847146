import type { Message } from '#contracts/http/messages.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import { ApiError } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import type { Uploads } from '../uploads/uploads.ts';
import type { OutboxItem, OutboxStorage } from './item.ts';
import { sendWithFiles } from './send-with-files.ts';

interface Deps {
  readonly call: Call;
  readonly storage: OutboxStorage;
  /** This tab's own open socket: the answer to a send replaces its event. */
  readonly socketId: () => string | undefined;
  /** The event that an answer replaces. */
  readonly onEvent: (event: ServerEvent) => void;
  /** Loaded with the first file. */
  readonly loadUploads: () => Promise<Uploads>;
}

/** A module that fails to load is retried like a network error. */
const unreachable = (): never => {
  throw new ApiError(0, 'network');
};

/** Sends an outbox item. */
export const makeSendItem = ({ call, storage, socketId, onEvent, loadUploads }: Deps) => {
  const post = async (item: OutboxItem, attachmentIds: readonly string[]): Promise<Message> => {
    const ownSocket = socketId();
    const { ver, ...message } = await call('POST /api/conversations/{id}/messages', {
      params: { id: item.conversationId },
      body: {
        ...(item.content !== '' && { content: item.content }),
        client_id: item.clientId,
        ...(item.replyToId && { reply_to_id: item.replyToId }),
        ...(item.isForwarded && { forwarded: true }),
        ...(attachmentIds.length > 0 && { attachment_ids: [...attachmentIds] }),
        ...(ownSocket !== undefined && { socket_id: ownSocket }),
      },
    });
    if (ver !== undefined) {
      const { conversation_id, seq } = message;
      onEvent({ type: 'message:new', conversation_id, seq, ver, payload: message });
    }
    return message;
  };

  /** Repeating it returns the same ids, so that a repeated send is identical. */
  const copyFiles = async (
    { clientId, copies = [] }: OutboxItem,
    signal: AbortSignal,
  ): Promise<string[]> => {
    const copied: string[] = [];
    for (const { id } of copies) {
      const input = { params: { id }, body: { client_id: clientId } };
      copied.push((await call('POST /api/attachments/{id}/copy', input, signal)).id);
    }
    signal.throwIfAborted();
    return copied;
  };

  return async (item: OutboxItem, signal: AbortSignal): Promise<Message> => {
    if (item.copies?.length) return post(item, await copyFiles(item, signal));
    if (!item.files?.length) return post(item, []);
    const uploads = await loadUploads().catch(unreachable);
    return sendWithFiles({ uploads, storage, post }, item, signal);
  };
};
