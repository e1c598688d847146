import type { _Record as StreamRecord } from '@aws-sdk/client-dynamodb-streams';
import { idOf, type Letter, recordOf } from './letter.ts';
import type { DeadLetterPorts } from './ports.ts';

export interface Replayed {
  /** Records that the function has processed. */
  readonly done: number;
  /** Records that failed again. */
  readonly failed: number;
  /** Letters that left their queue. */
  readonly removed: number;
  /** Letters that remain in their queue. */
  readonly kept: number;
}

interface Options {
  readonly print: (line: string) => void;
  /** Ends the replay after the record that is being processed. */
  readonly signal: AbortSignal;
}

/**
 * `done`: all of its records succeeded; `kept`: it remains in its queue; `gone`: the stream no longer has its
 * records.
 */
type Outcome = 'done' | 'kept' | 'gone';

/**
 * Sends the records of all letters through their functions again. A letter leaves its queue only after all of
 * its records have succeeded, so an interruption loses nothing and a repetition is harmless. For records that
 * the stream no longer has, scans the table for files whose removal is not complete: those letters leave
 * their queues only if all of these removals succeed.
 */
export const replayLetters = async (
  ports: DeadLetterPorts,
  { print, signal }: Options,
): Promise<Replayed> => {
  const { letters, others } = await ports.receive();
  const open = new Set(letters);
  const gone: Letter[] = [];
  const counts = { done: 0, failed: 0 };

  const close = async (letter: Letter): Promise<void> => {
    await ports.remove(letter);
    open.delete(letter);
  };
  /** Whether the function has processed all records. */
  const runAll = async (
    functionName: string,
    records: Iterable<StreamRecord> | AsyncIterable<StreamRecord>,
  ): Promise<boolean> => {
    let isDone = true;
    for await (const record of records) {
      if (signal.aborted) return false;
      const reason = await ports.invoke(functionName, record);
      counts[reason === null ? 'done' : 'failed'] += 1;
      print(reason === null ? `ok   ${idOf(record)}` : `FAIL ${idOf(record)}: ${reason}`);
      isDone = isDone && reason === null;
    }
    return isDone;
  };
  const replay = async ({ functionName, batch }: Letter): Promise<Outcome> => {
    if (!(await ports.isOurs(functionName))) {
      print(`skip ${functionName} is no function of this stage`);
      return 'kept';
    }
    const records = await ports.records(batch);
    if (records !== null) return (await runAll(functionName, records)) ? 'done' : 'kept';
    print('     no longer in the stream: to be found in the table');
    return 'gone';
  };
  const replayGone = async ([first]: readonly Letter[]): Promise<void> => {
    if (!first || signal.aborted) return;
    print('-- files whose attachments are gone, from the whole table');
    if (!(await runAll(first.functionName, recordsOf(ports)))) return;
    for (const letter of gone) await close(letter);
  };

  try {
    for (const [index, letter] of letters.entries()) {
      if (signal.aborted) break;
      print(`-- letter ${index + 1} of ${letters.length}`);
      const outcome = await replay(letter);
      if (outcome === 'done') await close(letter);
      if (outcome === 'gone') gone.push(letter);
    }
    await replayGone(gone);
  } finally {
    await ports.release([...open, ...others]);
  }
  return { ...counts, removed: letters.length - open.size, kept: open.size };
};

async function* recordsOf(ports: DeadLetterPorts): AsyncGenerator<StreamRecord> {
  for await (const file of ports.leftFiles()) yield recordOf(file);
}
