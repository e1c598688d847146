import type { Message } from '#contracts/http/messages.ts';
import { ApiError } from '../http/api-error.ts';
import { RefusedFileError } from '../uploads/refused-file.ts';
import type { Uploads } from '../uploads/uploads.ts';
import type { OutboxItem, OutboxStorage } from './item.ts';

interface Deps {
  readonly uploads: Uploads;
  readonly storage: OutboxStorage;
  readonly post: (item: OutboxItem, attachmentIds: readonly string[]) => Promise<Message>;
}

const isInvalidAttachment = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'invalid_attachment';

/**
 * Sends an outbox item with files: uploads them first, then sends the message. The attachment ids
 * are persisted before the first attempt, because a repeated request must be identical.
 */
export const sendWithFiles = async (
  { uploads, storage, post }: Deps,
  item: OutboxItem,
  signal: AbortSignal,
): Promise<Message> => {
  const { clientId, files = [] } = item;

  const upload = (): Promise<string[]> =>
    Promise.all(
      files.map(async (file) => {
        const read = () => storage.file(clientId, file.fileId).catch(() => undefined);
        const attachmentId = await uploads.attachmentOf(file, read, signal);
        await storage.attach(clientId, file.fileId, attachmentId).catch(() => undefined);
        return attachmentId;
      }),
    );

  const attempt = async (): Promise<Message> => {
    const attachmentIds = await upload();
    signal.throwIfAborted();
    return post(item, attachmentIds);
  };

  /** The server has deleted uploads that waited too long: uploads them again, once. */
  const attemptAnew = (): Promise<Message> => {
    for (const { fileId } of files) uploads.renew(fileId);
    return attempt();
  };

  const invalidAs = (next: () => Promise<Message>) => (error: unknown) => {
    if (!isInvalidAttachment(error)) throw error;
    return next();
  };
  const refuse = () => Promise.reject(new RefusedFileError('unlike'));
  return attempt().catch(invalidAs(() => attemptAnew().catch(invalidAs(refuse))));
};
