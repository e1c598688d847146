import type { Counts } from './data-file.ts';

export interface Plan {
  /** The data folder. */
  readonly data: string;
  /** A folder, or `s3://bucket/prefix`. */
  readonly to: string;
  /** How many backups remain. */
  readonly keep: number;
}

export interface Made extends Counts {
  readonly name: string;
  readonly attachments: number;
  /** Those that no earlier backup had. */
  readonly copied: number;
  /** Attachments whose bytes the server itself has lost. */
  readonly missing: number;
}
