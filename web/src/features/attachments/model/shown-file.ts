import type { OutgoingFile } from '#client';
import type { Attachment } from '#contracts/http/messages.ts';

/** A file of a message: sent or pending. */
export type ShownFile =
  | { readonly kind: 'sent'; readonly key: string; readonly attachment: Attachment }
  | {
      readonly kind: 'pending';
      readonly key: string;
      readonly clientId: string;
      readonly file: OutgoingFile;
    };

/** The properties of both kinds. */
export const aboutFile = (
  shown: ShownFile,
): {
  filename: string;
  mime: string;
  sizeBytes: number;
  width?: number | undefined;
  height?: number | undefined;
} => {
  if (shown.kind === 'pending') return shown.file;
  const { size_bytes: sizeBytes, ...rest } = shown.attachment;
  return { ...rest, sizeBytes };
};
