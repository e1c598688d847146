import type { StoredFile } from '../../domain/attachment.ts';
import { pendingKey, storedKey } from '../../domain/attachment.ts';
import type { AttachmentStore, BlobStore } from '../../ports/attachments.ts';

interface Deps {
  readonly blobs: BlobStore;
  readonly attachments: AttachmentStore;
}

/** Removes the bytes of a removed attachment, then releases its storage. Idempotent. */
export const makeRemoveBytes =
  ({ blobs, attachments }: Deps) =>
  async (file: StoredFile): Promise<void> => {
    await blobs.remove([storedKey(file.id), pendingKey(file.id)]);
    await attachments.release(file);
  };
