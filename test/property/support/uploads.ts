import type { Attachment as AttachmentBody } from '#contracts/http/messages.ts';
import type { AttachmentStore } from '#core/ports/attachments.ts';
import type { Ids } from '#core/ports/system.ts';
import { anAttachment, unlimited } from '../../support/builders.ts';

/** Completed attachments, stored as if their bytes had been inspected. */
export const makeUpload =
  (attachments: AttachmentStore, ids: Ids) =>
  async (ownerId: string): Promise<AttachmentBody> => {
    const createdAt = Date.now();
    const expiresAt = createdAt + 3_600_000;
    const state = 'complete' as const;
    const made = anAttachment({ id: ids.uuid(), ownerId, state, createdAt, expiresAt });
    await attachments.put([made], unlimited);
    const { id, filename, mime, sizeBytes } = made;
    return { id, filename, mime, size_bytes: sizeBytes };
  };
