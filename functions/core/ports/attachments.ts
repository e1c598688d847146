import type { Attachment, StoredFile } from '../domain/attachment.ts';

/** Attachments and their states. Sending one is part of `ConversationStore.change`. */
export interface AttachmentStore {
  /**
   * Stores new attachments of one owner, all or none. If the owner's total would exceed `limitBytes`, also
   * counting concurrent calls, it stores none and returns the current usage. Leaves one with a known id as it is, also one
   * that has expired or whose bytes are about to be removed: `get` finds it, or nothing.
   */
  put(
    attachments: readonly Attachment[],
    limitBytes: number,
  ): Promise<'stored' | { readonly usedBytes: number }>;
  /** The storage used by the owner's attachments in all states: exact in one process, consistent on AWS. */
  usedBytes(ownerId: string): Promise<number>;
  /**
   * Releases the storage of a removed attachment. Idempotent. On AWS it is called after the bytes are
   * removed; in one process the deletion of the row has already released it.
   */
  release(file: StoredFile): Promise<void>;
  /** Consistent; null if missing or expired unsent. */
  get(id: string): Promise<Attachment | null>;
  /**
   * Pending → complete, with the result of the check. False if it is no longer pending: discarded, expired,
   * or completed concurrently. The uploaded bytes are then removed later: in one process by the outbox, on
   * AWS by the lifecycle of `pending/`.
   */
  complete(
    id: string,
    found: { readonly width?: number; readonly height?: number; readonly expiresAt: number },
  ): Promise<boolean>;
  /**
   * Removes an attachment in this state, and its bytes under both keys after the commit. Does nothing for
   * any other: unknown, sent, or completed concurrently.
   */
  discard(id: string, state: 'pending' | 'complete'): Promise<void>;
}

/** A form that uploads one object: exactly this key, content type and size. */
export interface UploadForm {
  /** Absolute, or a path of the service's origin. */
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Bytes by key: `pending/…` for uploads, `att/…` for checked bytes. */
export interface BlobStore {
  signUpload(upload: {
    readonly key: string;
    readonly mime: string;
    readonly sizeBytes: number;
    /** Epoch milliseconds. */
    readonly expiresAt: number;
  }): Promise<UploadForm>;
  /**
   * The current bytes, at most the first `maxBytes` of them, with the size of all and their version; null if
   * missing.
   */
  read(
    key: string,
    maxBytes?: number,
  ): Promise<{
    readonly bytes: Uint8Array;
    readonly sizeBytes: number;
    readonly etag: string;
  } | null>;
  /** Copies exactly the version that was read. False if the object was changed or removed meanwhile. */
  copy(copy: {
    readonly from: string;
    readonly to: string;
    readonly etag: string;
    readonly mime: string;
  }): Promise<boolean>;
  /** Copies checked bytes, `att/…` to `att/…`. False if there are none. */
  duplicate(copy: {
    readonly from: string;
    readonly to: string;
    readonly mime: string;
  }): Promise<boolean>;
  write(key: string, bytes: Uint8Array, mime: string): Promise<void>;
  /**
   * A URL (absolute, or a path of the service's origin) that serves the object under its name until it
   * expires.
   */
  signDownload(download: {
    readonly key: string;
    readonly filename: string;
    readonly mime: string;
    /** Displayed by the browser instead of saved as a file. */
    readonly isInline: boolean;
    /** Epoch milliseconds. */
    readonly expiresAt: number;
  }): Promise<string>;
  /** Ignores unknown keys. @throws when some could not be removed: retry */
  remove(keys: readonly string[]): Promise<void>;
}

/** False while the disk has space for messages only. */
export type TakesUploads = () => Promise<boolean>;

/** Checks bytes, not names. */
export interface FileInspector {
  /**
   * Checks by the first bytes whether the type is as declared (text and drawings by all: valid UTF-8 without
   * NUL). Returns the size of a raster image from its header, without decoding or unpacking.
   */
  inspect(
    bytes: Uint8Array,
    mime: string,
  ): Promise<{ readonly width?: number; readonly height?: number } | 'other_type'>;
}
