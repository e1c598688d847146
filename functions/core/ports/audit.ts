import type { AccountEvent, NewAccountEvent } from '../domain/audit.ts';

/**
 * Events of accounts: of 90 days, and of each user the newest `limits.audit.perUser` besides the refusals,
 * of which a day has one event of each type.
 */
export interface AuditLog {
  /**
   * Again with the same id it is the same event: its time, device and address are the new ones, and refusals
   * are counted. For a refusal `null` stands for nobody's name: takes as long, and stores nothing.
   */
  add(userId: string | null, event: NewAccountEvent): Promise<void>;
  /** Newest first. */
  list(userId: string): Promise<AccountEvent[]>;
  /** Deletes the events of a user. */
  clear(userId: string): Promise<void>;
}
