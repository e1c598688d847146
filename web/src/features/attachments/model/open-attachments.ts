import type { DraftFileStorage, UploadsDeps } from '#client';
import { createUploads, postForm } from '#client';
import { makeAllowance } from './allowance.ts';
import { createDraftFiles } from './draft-files.ts';
import { createPrepare } from './prepare-in-worker.ts';

/** What attachments need from the browser and the signed-in user. */
export interface AttachmentsPlatform extends Omit<UploadsDeps, 'post' | 'prepare'> {
  readonly newId: () => string;
  readonly now: () => number;
  readonly draftFiles: DraftFileStorage;
}

/** Combines pending attachments and uploads of one signed-in user. */
export const openAttachments = (platform: AttachmentsPlatform) => {
  const uploads = createUploads({ ...platform, post: postForm, prepare: createPrepare() });
  return {
    uploads,
    draftFiles: createDraftFiles({
      ...platform,
      uploads,
      storage: platform.draftFiles,
      allowance: makeAllowance(platform.call),
    }),
  };
};
export type Attachments = ReturnType<typeof openAttachments>;
