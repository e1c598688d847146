import type { OutgoingFile } from '#client';
import type { Attachment } from '../../../../../functions/contracts/http/messages.ts';
import { isPhoto } from '../../../ui/photo-layout.ts';
import type { MessageRow } from './timeline-row.ts';

const none: never[] = [];

/** What hangs on a message: what the server has, or what is on its way. */
export const filesOf = ({
  message,
  pending,
  isDeleted,
}: MessageRow): readonly (Attachment | OutgoingFile)[] =>
  isDeleted ? none : (message?.attachments ?? pending?.files ?? none);

/** The bubble is then no wider than they are. */
export const hasPhotos = (row: MessageRow): boolean => filesOf(row).some(isPhoto);

/** Nothing but photos: the time then lies on them. */
export const isPicture = (row: MessageRow): boolean =>
  row.content === null && row.replyToId === null && hasPhotos(row) && filesOf(row).every(isPhoto);
