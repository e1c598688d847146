import type { _Record as StreamRecord } from '@aws-sdk/client-dynamodb-streams';
import type { StoredFile } from '#core/domain/attachment.ts';
import type { Batch, Letter } from './letter.ts';

/** The operations on AWS that `dead-letters` needs. */
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
  /** Files whose removal is not complete, from a scan of the table. */
  readonly leftFiles: () => AsyncIterable<StoredFile>;
  /** Whether this is a function of the stage. No other function is invoked. */
  readonly isOurs: (functionName: string) => Promise<boolean>;
  /** Invokes the function with a record; resolves to the reason of a failure, or null. */
  readonly invoke: (functionName: string, record: StreamRecord) => Promise<string | null>;
  /** The failures that the function logged in this period, each text once. */
  readonly reasons: (functionName: string, from: Date, to: Date) => Promise<readonly string[]>;
}
