import type { Message } from '#contracts/http/messages.ts';
import { previewOf } from '#contracts/texts/preview.ts';
import { strings } from '#site/strings/strings.ts';
import { isPhoto } from '#site/ui/photo-layout.ts';

/** A message in one line, for a quote. */
export const excerptOf = ({ content, deleted_at, expires_at, attachments }: Message): string => {
  if (deleted_at !== null) {
    return deleted_at === expires_at ? strings.disappearing.gone : strings.messages.deleted;
  }
  if (content !== null) return previewOf(content);
  const [first] = attachments;
  if (!first) return strings.messages.attachment;
  if (first.recording) return strings.attachments.voice;
  return isPhoto(first) ? strings.attachments.photo : first.filename;
};
