/** A file that goes with a message, before the server has it. */
export interface OutgoingFile {
  readonly fileId: string;
  readonly filename: string;
  /** As picked: a picture may be sent as another type. */
  readonly mime: string;
  readonly sizeBytes: number;
  /** As seen, of a picture that this browser can show. */
  readonly width?: number;
  readonly height?: number;
}

/** What this browser keeps of it until its message is there. */
export interface KeptFile {
  readonly blob: Blob;
  /** A picture is sent at its own size. */
  readonly isOriginal: boolean;
  /** Once the server has its bytes. */
  readonly attachmentId?: string;
}

/** By `fileId`. */
export type KeptFiles = ReadonlyMap<string, KeptFile>;

/** A file that waits in a conversation for its message to be sent. */
export interface WaitingFile {
  readonly conversationId: string;
  readonly file: OutgoingFile;
  readonly kept: KeptFile;
  /** Milliseconds since 1970; the order of files that were picked together is the order in which they are given. */
  readonly addedAt: number;
}

/** Persists the waiting files of one user. What cannot be stored lives as long as the page. */
export interface TrayStorage {
  /** Oldest first, without what a message of the outbox has taken. */
  load(): Promise<WaitingFile[]>;
  put(waiting: readonly WaitingFile[]): Promise<void>;
  /** The server has the bytes of a file; nothing changes when it waits no more. */
  attach(fileId: string, attachmentId: string): Promise<void>;
  remove(fileIds: readonly string[]): Promise<void>;
}
