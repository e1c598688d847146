import { idOf, type Letter } from './letter.ts';
import type { DeadLetterPorts } from './ports.ts';

const maxIds = 10;
const minuteMs = 60_000;

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;

const age = (since: Date, now: number): string => {
  const hours = Math.floor((now - since.getTime()) / 3_600_000);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
};

const idsOf = async (ports: DeadLetterPorts, { batch }: Letter): Promise<string> => {
  const records = await ports.records(batch);
  if (records === null) {
    return `${batch.size}, no longer in the stream (24 hours): --replay finds them in the table`;
  }
  const ids = records.slice(0, maxIds).map((record) => `att/${idOf(record)}`);
  const more = records.length - ids.length;
  return [...ids, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
};

const describeLetter = async (
  ports: DeadLetterPorts,
  letter: Letter,
  now: number,
): Promise<string[]> => {
  const { functionName, condition, tries, since, failedAt } = letter;
  const from = new Date(since.getTime() - minuteMs);
  const to = new Date(failedAt.getTime() + minuteMs);
  const reasons = await ports.reasons(functionName, from, to);
  return [
    '',
    `since     ${since.toISOString()} (${age(since, now)}), given up ${failedAt.toISOString()}`,
    `function  ${functionName}`,
    `records   ${await idsOf(ports, letter)}`,
    `why       ${condition} after ${tries} invocations`,
    ...reasons.map((reason) => `          ${reason}`),
  ];
};

/** The content of a stage's queues, as lines: only the ids of records. */
export const listLetters = async (
  ports: DeadLetterPorts,
  now = Date.now(),
): Promise<{
  readonly count: number;
  readonly lines: readonly string[];
}> => {
  const { letters, others } = await ports.receive();
  try {
    const sorted = [...letters].sort((a, b) => a.since.getTime() - b.since.getTime());
    const [oldest] = sorted;
    const lines = [
      oldest
        ? `${counted(letters.length, 'dead letter')}, the oldest since ${oldest.since.toISOString()}`
        : 'No dead letters.',
      ...(others.length > 0
        ? [`${counted(others.length, 'message')} that Lambda did not write: left alone`]
        : []),
    ];
    for (const letter of sorted) lines.push(...(await describeLetter(ports, letter, now)));
    return { count: letters.length, lines };
  } finally {
    await ports.release([...letters, ...others]);
  }
};
