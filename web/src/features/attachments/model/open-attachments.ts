import type { TrayStorage, UploadsDeps } from '#client';
import { createUploads, postForm } from '#client';
import { createPrepare } from './prepare-in-worker.ts';
import { createTrays } from './tray.ts';

/** What attachments need from the browser and the signed-in user. */
export interface AttachmentsPlatform extends Omit<UploadsDeps, 'post' | 'prepare'> {
  readonly newId: () => string;
  readonly now: () => number;
  readonly tray: TrayStorage;
}

/** Combines pending attachments and uploads of one signed-in user. */
export const openAttachments = (platform: AttachmentsPlatform) => {
  const uploads = createUploads({ ...platform, post: postForm, prepare: createPrepare() });
  return { uploads, trays: createTrays({ ...platform, uploads, storage: platform.tray }) };
};
export type Attachments = ReturnType<typeof openAttachments>;
