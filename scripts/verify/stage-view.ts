import type { UploadForm } from '#core/ports/attachments.ts';
import type { StageConfig } from '../../lib/config.ts';
import type { Outputs } from '../deploy/outputs-of.ts';

export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface StageAlarm {
  readonly name: string;
  readonly state: string;
  readonly metric: MetricName;
  /** ARNs of topics. */
  readonly actions: readonly string[];
}

/** What an operator can read about a deployed stage. Each method calls AWS again and throws its errors. */
export interface StageView {
  readonly name: string;
  readonly region: string;
  readonly outputs: Outputs;
  readonly config: Pick<
    StageConfig,
    'monitoring' | 'alarmEmail' | 'monthlyBudgetUsd' | 'protectData'
  >;
  /** Deactivates an account by its name. */
  deactivate(username: string): Promise<void>;
  /** Deletes deactivated accounts with all their items; resolves to the number of items. */
  erase(accounts: readonly { id: string; username: string }[]): Promise<number>;
  timeToLive(): Promise<{ status: string; attribute: string | undefined }>;
  /** Whether an object has this key in the bucket for attachments. */
  hasObject(key: string): Promise<boolean>;
  /** A form like the API's that expired a minute ago. */
  expiredForm(file: { mime: string; sizeBytes: number }): Promise<UploadForm>;
  bucket(): Promise<{ readonly isPublicAccessBlocked: boolean; readonly isEncrypted: boolean }>;
  /** The mapping from the table's stream to the function that removes bytes. */
  stream(): Promise<{ readonly state: string; readonly lastResult: string | undefined }>;
  /** The number of messages in the dead-letter queues, as SQS reports it at once. */
  deadLetters(): Promise<number>;
  isRestorable(): Promise<boolean>;
  alarms(): Promise<readonly StageAlarm[]>;
  isPublished(metric: MetricName): Promise<boolean>;
  /** E-mail addresses of a topic, and which are confirmed. */
  subscriptions(topicArn: string): Promise<readonly { endpoint: string; isConfirmed: boolean }[]>;
  /** Names of the budgets that the stage has made. */
  budgets(): Promise<readonly string[]>;
  logGroups(): Promise<readonly string[]>;
  /** Log lines of a group since a time. */
  logLines(group: string, since: Date): Promise<readonly string[]>;
  /** Units of the table since a time; null if CloudWatch has none yet. */
  consumed(since: Date): Promise<{ readonly read: number; readonly write: number } | null>;
  /** The number of functions that may run at once in the account and region. */
  concurrency(): Promise<number>;
}
