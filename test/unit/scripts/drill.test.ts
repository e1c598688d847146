import {
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  RestoreTableToPointInTimeCommand,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import type { ArchiveRecord } from '#contracts/archive/records.ts';
import { compareSides, type Side } from '#scripts/drill/compare.ts';
import { deleteScratch, restoreScratch, scratchName } from '#scripts/drill/scratch-table.ts';
import { manyMessages } from '#test/support/archive/many-messages.ts';

const table = 'chat';
const name = scratchName(table);
const first = new Date('2026-11-20T00:00:00Z');
const last = new Date('2026-11-29T12:00:00Z');

/** An account with the table of a stage. A restore takes three looks. */
const account = (recovery: 'ENABLED' | 'DISABLED', others: readonly TableDescription[] = []) => {
  const tables = new Map<string, TableDescription>(
    [{ TableName: table, TableArn: `arn:${table}`, TableStatus: 'ACTIVE' as const }, ...others].map(
      (one) => [one.TableName ?? '', one],
    ),
  );
  const calls: string[] = [];
  let looks = 0;
  const restore = ({ TargetTableName = '', RestoreDateTime = last }): void => {
    tables.set(TargetTableName, {
      TableName: TargetTableName,
      TableStatus: 'CREATING',
      RestoreSummary: { SourceTableArn: `arn:${table}`, RestoreDateTime, RestoreInProgress: true },
    });
  };
  const described = (TableName: string): { Table: TableDescription } => {
    const found = tables.get(TableName);
    if (!found) throw new ResourceNotFoundException({ message: '', $metadata: {} });
    if (found.TableStatus !== 'CREATING' || ++looks < 3) return { Table: found };
    const RestoreSummary = { ...found.RestoreSummary, RestoreInProgress: false } as never;
    tables.set(TableName, { ...found, TableStatus: 'ACTIVE', RestoreSummary });
    return described(TableName);
  };
  const send = async (command: object): Promise<unknown> => {
    if (command instanceof DescribeTableCommand) return described(command.input.TableName ?? '');
    calls.push(command.constructor.name);
    if (command instanceof DescribeContinuousBackupsCommand) {
      const PointInTimeRecoveryDescription = {
        PointInTimeRecoveryStatus: recovery,
        EarliestRestorableDateTime: first,
        LatestRestorableDateTime: last,
      };
      return { ContinuousBackupsDescription: { PointInTimeRecoveryDescription } };
    }
    if (command instanceof RestoreTableToPointInTimeCommand) restore(command.input as never);
    if (command instanceof DeleteTableCommand) tables.delete(command.input.TableName ?? '');
    return {};
  };
  const client = { send } as unknown as DynamoDBClient;
  return { drilled: { client, table, isEmulated: false }, tables, calls };
};

const restore = ({ drilled }: ReturnType<typeof account>, at: Date | null = null) => {
  const lines: string[] = [];
  const options = { at, say: (line: string) => lines.push(line), wait: async () => undefined };
  return restoreScratch(drilled, options).then((found) => ({ ...found, lines }));
};

test('a drill restores into another table, waits, and deletes only that', async () => {
  const aws = account('ENABLED');

  const { lines, ...restored } = await restore(aws);
  expect(restored).toEqual({ name, at: last.getTime() });
  expect(new Set(lines)).toEqual(new Set([`${name} is being restored, for 0 minutes`]));
  expect(aws.calls).toEqual([
    'DescribeContinuousBackupsCommand',
    'RestoreTableToPointInTimeCommand',
  ]);

  const again = await restore(aws, first);
  expect(again).toMatchObject({ at: last.getTime(), lines: [`goes on with ${name}`] });
  await deleteScratch(aws.drilled);
  await deleteScratch(aws.drilled);
  expect([...aws.tables.keys()]).toEqual([table]);
  expect(aws.calls.filter((call) => call === 'DeleteTableCommand')).toHaveLength(1);
});

test('a time is restored if the table goes back that far, and without recovery nothing is', async () => {
  const early = new Date('2026-11-19T00:00:00Z');
  const at = new Date('2026-11-25T00:00:00Z');

  expect(await restore(account('ENABLED'), at)).toMatchObject({ at: at.getTime() });
  await expect(restore(account('ENABLED'), early)).rejects.toThrow(
    '--at must be between 2026-11-20T00:00:00.000Z and 2026-11-29T12:00:00.000Z',
  );
  await expect(restore(account('DISABLED'))).rejects.toThrow('no point-in-time recovery');
});

test.each([{}, { RestoreSummary: { SourceTableArn: 'arn:other' } as never }])(
  'a table of that name that is no copy of the stage is left alone: %o',
  async (summary) => {
    const stranger = { TableName: name, TableStatus: 'ACTIVE' as const, ...summary };
    const aws = account('ENABLED', [stranger]);

    await expect(restore(aws)).rejects.toThrow('it is left alone');
    await expect(deleteScratch(aws.drilled)).rejects.toThrow('it is left alone');
    expect(aws.tables.has(name)).toBe(true);
    expect(aws.calls).toEqual([]);
  },
);

/** A side with the given records, all of one conversation. */
const sideOf = (records: readonly ArchiveRecord[]): Side => ({
  source: {
    read: async function* () {
      yield { records, position: null };
    },
  },
  conversation: async function* () {
    yield* records;
  },
});
const recordsOf = async (count: number): Promise<ArchiveRecord[]> => {
  const records: ArchiveRecord[] = [];
  for await (const portion of manyMessages(count, null).source.read({ at: 0 })) {
    records.push(...portion.records);
  }
  return records;
};
const compare = (restored: readonly ArchiveRecord[], now: readonly ArchiveRecord[]) =>
  compareSides(sideOf(restored), sideOf(now), { at: 9e12, say: () => undefined });
const isMessage = (seq: number) => (record: ArchiveRecord) =>
  record.kind === 'messages' && record.value.seq === seq;

test('a copy is equal, or older than what was written since', async () => {
  const [copy, stage] = [await recordsOf(5), await recordsOf(8)];

  expect(await compare(copy, copy)).toMatchObject({ equal: 1, changed: 0, problems: [] });
  const later = await compareSides(sideOf(copy), sideOf(stage), {
    // Messages 6 to 8 come after this moment.
    at: Math.max(...copy.flatMap(({ value }) => ('updatedAt' in value ? [value.updatedAt] : []))),
    say: () => undefined,
  });
  expect(later).toMatchObject({ equal: 0, changed: 1, problems: [] });
  expect(later.kinds.find(({ kind }) => kind === 'messages')).toEqual({
    kind: 'messages',
    restored: 5,
    now: 8,
  });
});

test('a copy that lacks a message, has another, or has too few is a problem', async () => {
  const [five, eight] = [await recordsOf(5), await recordsOf(8)];
  const lacking = five.filter((record) => !isMessage(3)(record));
  const forged = five.map((record) =>
    isMessage(3)(record) ? ({ ...record, value: { ...record.value, seq: 9 } } as never) : record,
  );
  const other = eight.map((record) =>
    isMessage(3)(record)
      ? ({ ...record, value: { ...record.value, createdAt: 1 } } as never)
      : record,
  );

  expect((await compare(lacking, five)).problems).toEqual([
    'the copy has 4 messages, and must have 5',
    expect.stringMatching(/has other content/),
  ]);
  expect((await compare(forged, five)).problems).toEqual([
    expect.stringMatching(/has other content/),
  ]);
  expect((await compare(lacking, eight)).problems).toContainEqual(
    expect.stringMatching(/has 4 of 5 entries/),
  );
  expect((await compare(five, other)).problems).toContainEqual(
    expect.stringMatching(/has another log/),
  );
  expect((await compare(five, lacking)).problems).toContain('the stage has 4 messages, and had 5');
  expect((await compare([], five)).problems).toContain(
    'the copy has 0 conversations, and must have 1',
  );
});
