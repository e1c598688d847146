import { pendingKey, storedKey } from '../domain/attachment.ts';
import type { BlobStore } from '../ports/attachments.ts';

/** Removes the bytes of an attachment that is gone. Again is no error. */
export const makeRemoveBytes =
  ({ blobs }: { readonly blobs: BlobStore }) =>
  (attachmentId: string): Promise<void> =>
    blobs.remove([storedKey(attachmentId), pendingKey(attachmentId)]);
