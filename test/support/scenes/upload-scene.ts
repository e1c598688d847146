import { pendingKey } from '#core/domain/attachment.ts';
import type { BlobStore } from '#core/ports/attachments.ts';
import { makeCompleteAttachment } from '#core/usecases/attachments/complete-attachment.ts';
import { fileInspector } from '#functions/adapters/file-inspector.ts';
import { anAttachment, unlimited } from '../builders.ts';
import { png } from '../files.ts';
import { memoryBlobs } from '../memory-blobs.ts';
import { sqliteScene } from './sqlite-scene.ts';

/** A picture of Ada's that is uploaded and not yet complete. */
export const uploadScene = async (change: Partial<BlobStore> = {}) => {
  const scene = await sqliteScene();
  const memory = memoryBlobs();
  const bytes = png();
  const pending = anAttachment({ ownerId: scene.ada.id, sizeBytes: bytes.length });
  await scene.stores.attachments.put([pending], unlimited);
  memory.uploaded(pendingKey(pending.id), bytes);
  const complete = makeCompleteAttachment({
    ...scene.stores,
    blobs: { ...memory.blobs, ...change },
    inspector: fileInspector,
  });
  const stored = () => scene.stores.attachments.get(pending.id);
  return { ...scene, ...memory, pending, bytes, complete, stored };
};
