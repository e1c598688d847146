import type { OutgoingFile } from '#client';
import type { Attachment } from '#contracts/http/messages.ts';
import { isPhoto } from '#site/ui/photo-layout.ts';
import type { MessageRow } from './timeline-row.ts';

const none: never[] = [];

/** The files of a message: sent or pending. */
export const filesOf = ({
  message,
  pending,
  isDeleted,
}: MessageRow): readonly (Attachment | OutgoingFile)[] =>
  isDeleted ? none : (message?.attachments ?? pending?.files ?? pending?.copies ?? none);

/** With photos, the bubble is no wider than they are. */
export const hasPhotos = (row: MessageRow): boolean => filesOf(row).some(isPhoto);

/** Photos only: the time is shown on them. */
export const isPicture = (row: MessageRow): boolean =>
  row.content === null && row.replyToId === null && hasPhotos(row) && filesOf(row).every(isPhoto);
