/** Figures of a whole Parley. Absent where a home cannot count them cheaply. */
export interface Figures {
  /** Accounts; on AWS an estimate. */
  readonly people: number;
  readonly deactivated?: number;
  /** People who were online in the last 1, 7 and 30 days. */
  readonly activeInDays?: readonly [number, number, number];
  readonly conversations?: number;
  readonly messages?: number;
  readonly storage?: {
    readonly filesBytes: number;
    readonly dataBytes: number;
    /** Null if the file system does not say. */
    readonly freeBytes: number | null;
  };
  /** The last scheduled backup that succeeded (epoch milliseconds), or null; absent without a schedule. */
  readonly lastBackupAt?: number | null;
}

/** All accounts, for operators. */
export interface Directory {
  /**
   * A page of ids, including unfinished registrations: by name in one process, in the order of the user pool on
   * AWS. Null for a cursor that this directory did not return.
   */
  page(
    cursor: string | null,
  ): Promise<{ readonly ids: string[]; readonly nextCursor: string | null } | null>;
  figures(now: number): Promise<Figures>;
}
