import type { Recording } from '#contracts/media/recording.ts';

/** A file of a message, before the server has it. */
export interface OutgoingFile {
  readonly fileId: string;
  readonly filename: string;
  /** The type of the picked file; a picture may be sent as another type. */
  readonly mime: string;
  readonly sizeBytes: number;
  /** Display size in pixels, if this browser can show the picture. */
  readonly width?: number;
  readonly height?: number;
  /** Of a voice message. */
  readonly recording?: Recording;
}

/** What this browser stores of a file until its message is sent. */
export interface StoredFile {
  readonly blob: Blob;
  /** True sends a picture at its original size. */
  readonly isOriginal: boolean;
  /** Set once the server has the bytes. */
  readonly attachmentId?: string;
}

/** By `fileId`. */
export type StoredFiles = ReadonlyMap<string, StoredFile>;

/** A file in a conversation whose message is not sent yet. */
export interface DraftFile {
  readonly conversationId: string;
  readonly file: OutgoingFile;
  /** IndexedDB of earlier versions has this field name: do not rename it. */
  readonly kept: StoredFile;
  /**
   * Milliseconds since 1970. Files that were picked together keep the order in which they are
   * given.
   */
  readonly addedAt: number;
}

/** Persists the waiting files of one user. What cannot be stored lasts as long as the page. */
export interface DraftFileStorage {
  /** Oldest first, without files that belong to a message in the outbox. */
  load(): Promise<DraftFile[]>;
  put(waiting: readonly DraftFile[]): Promise<void>;
  /** Records that the server has the file's bytes; does nothing if the file no longer waits. */
  attach(fileId: string, attachmentId: string): Promise<void>;
  remove(fileIds: readonly string[]): Promise<void>;
}
