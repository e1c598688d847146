import type { Conversation } from '#contracts/http/conversations.ts';

type LastMessage = Pick<
  NonNullable<Conversation['last_message']>,
  'preview' | 'has_attachments' | 'deleted'
>;

/** File names as cameras, browsers and chat programs give to pictures. */
const photoName = /\.(jpe?g|png|gif|webp|avif|heic|heif|bmp)$/i;

/** As the site names recordings. */
const voiceName = /^voice \d{4}-\d{2}-\d{2} \d{2}\.\d{2}\.(webm|m4a|ogg)$/;

/**
 * The attachment of a conversation's last message, for its icon in the list; null without one. If
 * the message has no text, its preview is the first file's name. `text`: shown beside the icon;
 * null means a word for its kind, since the name of a photo or a recording says nothing.
 */
export const attachmentPreview = ({
  preview,
  has_attachments,
  deleted,
}: LastMessage): { kind: 'photo' | 'voice' | 'file'; text: string | null } | null => {
  if (!has_attachments || deleted) return null;
  if (voiceName.test(preview)) return { kind: 'voice', text: null };
  return photoName.test(preview) ? { kind: 'photo', text: null } : { kind: 'file', text: preview };
};
