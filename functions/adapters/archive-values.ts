import type { ArchiveValue } from '#contracts/archive/records.ts';
import type { Attachment } from '#core/domain/attachment.ts';
import type { MessageAttachment } from '#core/domain/message.ts';

/** A file of a message as a record of an archive. */
export const fileValue = ({
  recording,
  ...file
}: MessageAttachment): ArchiveValue<'messages'>['attachments'][number] => ({
  ...file,
  ...(recording && { recording: { ...recording, waveform: [...recording.waveform] } }),
});

/** @throws for an attachment whose upload was never checked: an archive does not contain it */
export const attachmentValue = (attachment: Attachment): ArchiveValue<'attachments'> => {
  const { ownerId, state, sentIn, createdAt, expiresAt, ...file } = attachment;
  if (state === 'pending') throw new Error('an unchecked upload is not part of an archive');
  return { ...fileValue(file), ownerId, state, sentIn, createdAt, expiresAt };
};
