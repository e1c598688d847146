import { endingOf, safeName } from '#contracts/filenames.ts';
import { unknownType } from '#contracts/media/file-types.ts';
import { isRunnable } from '#contracts/texts/endings.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { newUuid } from '../platform/uuid.ts';
import type { OutgoingFile, StoredFile } from './outgoing-file.ts';
import { sendableType } from './prepare/file-type.ts';
import { RefusedFileError } from './refused-file.ts';

/** See `sendFiles` of the library, which loads this module with its first call. */
export const sendFiles = async (
  { outbox }: { readonly outbox: Pick<Outbox, 'enqueue'> },
  conversationId: string,
  content: string,
  files: readonly File[],
): Promise<void> => {
  const stored = new Map<string, StoredFile>();
  const outgoing = files.map((blob): OutgoingFile => {
    if (isRunnable(endingOf(blob.name))) throw new RefusedFileError('runnable');
    const mime = sendableType(blob, 'any') ?? unknownType;
    const fileId = newUuid();
    stored.set(fileId, { blob, isOriginal: false });
    return { fileId, filename: safeName(blob.name, mime), mime, sizeBytes: blob.size };
  });
  await outbox.enqueue(conversationId, { content, files: outgoing }, stored);
};
