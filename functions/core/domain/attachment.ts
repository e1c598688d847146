/** `pending`: upload requested; `complete`: bytes checked; `sent`: in exactly one message. */
export const attachmentStates = ['pending', 'complete', 'sent'] as const;
export type AttachmentState = (typeof attachmentStates)[number];

/** How a voice message sounds: made by the sender's client, and only for display. */
export interface Recording {
  readonly durationMs: number;
  /** `limits.voice.values` levels from 0 to `limits.voice.maxLevel`. */
  readonly waveform: readonly number[];
}

/** A file that is or will be in a message. Times are epoch milliseconds. */
export interface Attachment {
  readonly id: string;
  readonly ownerId: string;
  readonly filename: string;
  readonly mime: string;
  readonly sizeBytes: number;
  /** For a complete picture, if its header has them. */
  readonly width?: number;
  readonly height?: number;
  /** Of a voice message. */
  readonly recording?: Recording;
  readonly state: AttachmentState;
  /** The message that has it; null until sent. */
  readonly sentIn: { readonly conversationId: string; readonly seq: number } | null;
  readonly createdAt: number;
  /** An unsent attachment is deleted with its bytes after this. */
  readonly expiresAt: number;
}

/** A file that counts towards the quota, from the upload request until its removal. */
export type StoredFile = Pick<Attachment, 'id' | 'ownerId' | 'sizeBytes'>;

/** The total size of files. */
export const totalBytes = (files: readonly Pick<Attachment, 'sizeBytes'>[]): number =>
  files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

/** The key for uploads. Never served. */
export const pendingKey = (id: string): string => `pending/${id}`;
/** The key of the checked bytes. */
export const storedKey = (id: string): string => `att/${id}`;
