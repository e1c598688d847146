/** `pending`: asked for; `complete`: its bytes are checked; `sent`: in exactly one message. */
export const attachmentStates = ['pending', 'complete', 'sent'] as const;
export type AttachmentState = (typeof attachmentStates)[number];

/** A file on its way into a message, or in one. Times are epoch milliseconds. */
export interface Attachment {
  readonly id: string;
  readonly ownerId: string;
  readonly filename: string;
  readonly mime: string;
  readonly sizeBytes: number;
  /** Of a picture, once complete, where its header says so. */
  readonly width?: number;
  readonly height?: number;
  readonly state: AttachmentState;
  /** The message it is in; null until sent. */
  readonly sentIn: { readonly conversationId: string; readonly seq: number } | null;
  readonly createdAt: number;
  /** Until it is sent: after this it is gone, with its bytes. */
  readonly expiresAt: number;
}

/** What counts of an attachment: from when an upload is asked for until it is gone. */
export type StoredFile = Pick<Attachment, 'id' | 'ownerId' | 'sizeBytes'>;

/** What files take together. */
export const totalBytes = (files: readonly Pick<Attachment, 'sizeBytes'>[]): number =>
  files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

/** Where a client uploads to. Nothing is ever served from here. */
export const pendingKey = (id: string): string => `pending/${id}`;
/** Where exactly the checked bytes are. */
export const storedKey = (id: string): string => `att/${id}`;
