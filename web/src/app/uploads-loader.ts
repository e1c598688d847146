import type {
  AttachmentsPlatform,
  openAttachments,
} from '../features/attachments/model/open-attachments.ts';
import type { UploadsLoader } from './messenger.ts';

type Open = typeof openAttachments;

/** Opens what sends files, once: where its code is there at once, else as soon as it is loaded. */
export const createUploadsLoader = (platform: AttachmentsPlatform) => {
  let opened: ReturnType<Open> | null = null;
  const open = (code: Open): ReturnType<Open> => {
    opened ??= code(platform);
    return opened;
  };
  const uploads: UploadsLoader = {
    load: async () => {
      const code = await import('../features/attachments/model/open-attachments.ts');
      return open(code.openAttachments).uploads;
    },
    loaded: () => opened?.uploads ?? null,
  };
  return { uploads, open };
};
