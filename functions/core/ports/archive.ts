import type { ArchiveKind, ArchiveRecord } from '#contracts/archive/records.ts';

/** Records in any order. `position`: where to go on after them; null if this source starts again. */
export interface Portion {
  readonly records: readonly ArchiveRecord[];
  readonly position: unknown;
}

/** Reads everything of a home, in portions: memory does not depend on the number of messages. */
export interface ArchiveSource {
  /**
   * What has expired at the time `at` is left out. `from`: the position of an earlier read that was interrupted.
   * The records are of one moment only if nobody writes, or if the store has snapshots.
   */
  read(options: { at: number; from?: unknown }): AsyncIterable<Portion>;
  /** The bytes of a checked attachment; null if there are none. */
  openBlob(id: string): Promise<AsyncIterable<Uint8Array> | null>;
  close(): Promise<void>;
}

/** The bytes of an attachment, to be stored. */
export interface ArchiveBlob {
  readonly id: string;
  readonly mime: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  open(): AsyncIterable<Uint8Array>;
}

/** An empty home that is filled from an archive. Each call can be repeated after an interruption. */
export interface ArchiveTarget {
  /** Does it contain data, other than that of a restore that has not finished? */
  hasData(): Promise<boolean>;
  /** The checkpoint of the last `put`. */
  checkpoint(): Promise<string | null>;
  /** Stores records of one kind, then the checkpoint. */
  put(records: readonly ArchiveRecord[], checkpoint: string): Promise<void>;
  hasBlob(blob: ArchiveBlob): Promise<boolean>;
  putBlob(blob: ArchiveBlob): Promise<void>;
  /** Stores what depends on all records of a kind. */
  finish(
    all: <K extends ArchiveKind>(kind: K) => AsyncIterable<Extract<ArchiveRecord, { kind: K }>>,
  ): Promise<void>;
  /** Reads what was restored, to compare it with the archive. */
  readonly source: ArchiveSource;
  /** Removes the checkpoint: the home can be used. */
  complete(): Promise<void>;
}
