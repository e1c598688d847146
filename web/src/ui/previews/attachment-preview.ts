import type { Conversation } from '#contracts/http/conversations.ts';
import { strings } from '#site/strings/strings.ts';

type LastMessage = Pick<
  NonNullable<Conversation['last_message']>,
  'preview' | 'has_attachments' | 'deleted'
>;

/** File names as cameras, browsers and chat programs give to pictures. */
const photoName = /\.(jpe?g|png|gif|webp|avif|heic|heif|bmp)$/i;

/** As the site names recordings. */
const voiceName = /^voice \d{4}-\d{2}-\d{2} \d{2}\.\d{2}\.(webm|m4a|ogg)$/;

interface AttachmentPreview {
  readonly kind: 'photo' | 'voice' | 'file';
  readonly text: string | null;
}

/**
 * The attachment of a message of which only the start is known, for its icon in a list; null without one. If
 * the message has no text, its preview is the first file's name. `text`: shown beside the icon;
 * null means a word for its kind, since the name of a photo or a recording says nothing.
 */
export const attachmentPreview = ({
  preview,
  has_attachments,
  deleted,
}: LastMessage): AttachmentPreview | null => {
  if (!has_attachments || deleted) return null;
  if (voiceName.test(preview)) return { kind: 'voice', text: null };
  return photoName.test(preview) ? { kind: 'photo', text: null } : { kind: 'file', text: preview };
};

/** The text, a file's name, or a word for its kind. */
export const attachmentText = ({ kind, text }: AttachmentPreview): string => {
  if (text === null) return strings.attachments[kind === 'voice' ? 'voice' : 'photo'];
  return text || strings.messages.attachment;
};
