import type { AccountEvent, NewAccountEvent } from '../domain/audit.ts';

/**
 * Account events of 90 days: the newest `limits.audit.perUser` of each user, and refusals, one event per
 * day and type, of `second_step_refused` up to eight.
 */
export interface AuditLog {
  /**
   * Adding an existing id updates its time, device and address, and counts refusals. For a refusal, `null`
   * stands for an unknown name: takes equally long and stores nothing.
   */
  add(userId: string | null, event: NewAccountEvent): Promise<void>;
  /** Takes back one refusal; without any left the event is no longer listed. Ignores an unknown id. */
  uncount(userId: string, eventId: string): Promise<void>;
  /** Newest first. */
  list(userId: string): Promise<AccountEvent[]>;
  /** Deletes the events of a user. */
  clear(userId: string): Promise<void>;
}
