import { safeName } from '#contracts/filenames.ts';
import type { Attachment as AttachmentBody } from '#contracts/http/messages.ts';
import type { Recording } from '../domain/attachment.ts';
import type { MessageAttachment } from '../domain/message.ts';

const recordingView = ({ durationMs, waveform }: Recording) => ({
  duration_ms: durationMs,
  waveform: [...waveform],
});

/** An attachment for clients, without owner and storage key. Old names are adapted to today's rules. */
export const attachmentView = (attachment: MessageAttachment): AttachmentBody => ({
  id: attachment.id,
  filename: safeName(attachment.filename, attachment.mime),
  mime: attachment.mime,
  size_bytes: attachment.sizeBytes,
  ...(attachment.width !== undefined && { width: attachment.width }),
  ...(attachment.height !== undefined && { height: attachment.height }),
  ...(attachment.recording && { recording: recordingView(attachment.recording) }),
});
