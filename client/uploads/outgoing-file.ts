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
