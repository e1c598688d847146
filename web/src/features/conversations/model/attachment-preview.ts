import type { Conversation } from '../../../../../functions/contracts/http/conversations.ts';

type LastMessage = Pick<
  NonNullable<Conversation['last_message']>,
  'preview' | 'has_attachments' | 'deleted'
>;

/** A name as cameras, browsers and chat programs give to pictures. */
const photoName = /\.(jpe?g|png|gif|webp|avif|heic|heif|bmp)$/i;

/**
 * What came with the last message of a conversation, for its icon in the list; null when nothing did.
 * Without a text its preview is the name of the first file. `text` is what to show beside the icon; null
 * stands for the word "Photo": the name of a photo says nothing.
 */
export const attachmentPreview = ({
  preview,
  has_attachments,
  deleted,
}: LastMessage): { kind: 'photo' | 'file'; text: string | null } | null => {
  if (!has_attachments || deleted) return null;
  return photoName.test(preview) ? { kind: 'photo', text: null } : { kind: 'file', text: preview };
};
