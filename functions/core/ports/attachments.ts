import type { Attachment, StoredFile } from '../domain/attachment.ts';

/** What is known of attachments. Sending one is part of `ConversationStore.change`. */
export interface AttachmentStore {
  /**
   * Stores new ones of one owner, all or none: none when all of the owner's would then take more than
   * `limitBytes`, whatever is stored at the same time. Says then what they take.
   */
  put(
    attachments: readonly Attachment[],
    limitBytes: number,
  ): Promise<'stored' | { readonly usedBytes: number }>;
  /** What the owner's attachments take, in whatever state: exact in one process, consistent on AWS. */
  usedBytes(ownerId: string): Promise<number>;
  /**
   * Gives back the space of an attachment that is gone, once: again changes nothing. On AWS it is called
   * after the bytes are removed; in one process the deletion of the row has given the space back.
   */
  release(file: StoredFile): Promise<void>;
  /** Consistent; null when there is none, or it has expired unsent. */
  get(id: string): Promise<Attachment | null>;
  /**
   * Pending → complete, with what the check found. False when it is no longer pending (void, expired, or
   * completed by a call at the same time). What was uploaded is of no use then: it is removed sooner or
   * later (by the outbox in one process, by the lifecycle of `pending/` on AWS).
   */
  complete(
    id: string,
    found: { readonly width?: number; readonly height?: number; readonly expiresAt: number },
  ): Promise<boolean>;
  /**
   * Removes one that is in this state, and has its bytes removed after the commit: those of both keys.
   * Any other (unknown, sent, completed by a call at the same time) is left alone.
   */
  discard(id: string, state: 'pending' | 'complete'): Promise<void>;
}

/** A form that uploads one object: exactly this key, content type and size. */
export interface UploadForm {
  /** Absolute, or a path of the service's own origin. */
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Bytes by key: `pending/…` takes uploads, `att/…` holds what was checked. */
export interface BlobStore {
  signUpload(upload: {
    readonly key: string;
    readonly mime: string;
    readonly sizeBytes: number;
    /** Epoch milliseconds. */
    readonly expiresAt: number;
  }): Promise<UploadForm>;
  /** The bytes as they are now with their version; null when there are none. */
  read(key: string): Promise<{ readonly bytes: Uint8Array; readonly etag: string } | null>;
  /** Copies exactly the version that was read. False when the object has changed or gone meanwhile. */
  copy(copy: {
    readonly from: string;
    readonly to: string;
    readonly etag: string;
    readonly mime: string;
  }): Promise<boolean>;
  write(key: string, bytes: Uint8Array, mime: string): Promise<void>;
  /** A URL (absolute, or a path of the own origin) that serves the object under its name until then. */
  signDownload(download: {
    readonly key: string;
    readonly filename: string;
    readonly mime: string;
    /** Shown by the browser, or saved as a file. */
    readonly isInline: boolean;
    /** Epoch milliseconds. */
    readonly expiresAt: number;
  }): Promise<string>;
  /** Unknown keys are no error. @throws when some could not be removed: to be tried again */
  remove(keys: readonly string[]): Promise<void>;
}

/** False while the disk has room for messages only. */
export type TakesUploads = () => Promise<boolean>;

/** Looks at bytes, not at names. */
export interface FileInspector {
  /**
   * Are these bytes of the declared type, by their first bytes (text: valid UTF-8 without NUL)? With the
   * size of a raster image, from its header: nothing is decoded or unpacked.
   */
  inspect(
    bytes: Uint8Array,
    mime: string,
  ): Promise<{ readonly width?: number; readonly height?: number } | 'other_type'>;
}
