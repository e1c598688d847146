import type { _Record as StreamRecord } from '@aws-sdk/client-dynamodb-streams';
import type { StoredFile } from '#core/domain/attachment.ts';
import type { Batch, Letter } from './letter.ts';

/** What `dead-letters` needs of AWS. */
export interface DeadLetterPorts {
  /** Every letter of every dead-letter queue of the stage, hidden from others for a time. */
  readonly receive: () => Promise<{
    readonly letters: readonly Letter[];
    /** Messages that Lambda did not write. */
    readonly others: readonly Pick<Letter, 'queueUrl' | 'receiptHandle'>[];
  }>;
  /** Makes messages visible again. */
  readonly release: (
    letters: readonly Pick<Letter, 'queueUrl' | 'receiptHandle'>[],
  ) => Promise<void>;
  readonly remove: (letter: Letter) => Promise<void>;
  /** The records of a batch; null if the stream no longer has them. */
  readonly records: (batch: Batch) => Promise<readonly StreamRecord[] | null>;
  /** Files whose removal is open, from a scan of the table. */
  readonly leftFiles: () => AsyncIterable<StoredFile>;
  /** Is it a function of the stage? No other is invoked. */
  readonly isOurs: (functionName: string) => Promise<boolean>;
  /** Runs the function with a record; resolves to why it failed, or null. */
  readonly invoke: (functionName: string, record: StreamRecord) => Promise<string | null>;
  /** What the function logged about failures in this time, each text once. */
  readonly reasons: (functionName: string, from: Date, to: Date) => Promise<readonly string[]>;
}
