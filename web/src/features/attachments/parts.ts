import { DraftFileList } from './components/draft-file-list.tsx';
import { LightboxHost } from './components/lightbox-host.tsx';
import { MessageFiles } from './components/message-files.tsx';
import type { AttachmentsPlatform } from './model/open-attachments.ts';
import { openAttachments } from './model/open-attachments.ts';

/** The attachments feature as one module, loaded with the first file. */
export const openParts = (platform: AttachmentsPlatform) => ({
  ...openAttachments(platform),
  DraftFileList,
  LightboxHost,
  MessageFiles,
});
export type Parts = ReturnType<typeof openParts>;
