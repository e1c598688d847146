import {
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  RestoreTableToPointInTimeCommand,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { UserError } from '../command.ts';

interface Drilled {
  readonly client: Pick<DynamoDBClient, 'send'>;
  /** The table of the stage, which is only read. */
  readonly table: string;
  /** Emulators do not say from which table another one was restored. */
  readonly isEmulated: boolean;
}

export const scratchName = (table: string): string => `${table}-drill`;

const describe = async (
  { client }: Drilled,
  TableName: string,
): Promise<TableDescription | null> => {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table ?? null;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return null;
    throw error;
  }
};

/** The scratch table, or null. @throws UserError if a table of that name is not a copy of the stage's */
const find = async (drilled: Drilled): Promise<TableDescription | null> => {
  const name = scratchName(drilled.table);
  const found = await describe(drilled, name);
  if (!found) return null;
  const stage = await describe(drilled, drilled.table);
  const from = found.RestoreSummary?.SourceTableArn;
  const isCopy = from === undefined ? drilled.isEmulated : from === stage?.TableArn;
  if (isCopy) return found;
  throw new UserError(`${name} was not restored from ${drilled.table}: it is left alone`);
};

const timeOf = (date: Date | undefined): string => date?.toISOString() ?? 'never';

/** Starts the restore. @throws UserError if the table cannot be restored to that time */
const start = async ({ client, table }: Drilled, at: Date | null): Promise<void> => {
  const command = new DescribeContinuousBackupsCommand({ TableName: table });
  const { ContinuousBackupsDescription } = await client.send(command);
  const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
  if (recovery?.PointInTimeRecoveryStatus !== 'ENABLED') {
    throw new UserError(
      `${table} has no point-in-time recovery: set protectData of the stage and deploy`,
    );
  }
  const { EarliestRestorableDateTime: first, LatestRestorableDateTime: last } = recovery;
  if (at && (!first || !last || at < first || at > last)) {
    throw new UserError(`--at must be between ${timeOf(first)} and ${timeOf(last)}`);
  }
  await client.send(
    new RestoreTableToPointInTimeCommand({
      SourceTableName: table,
      TargetTableName: scratchName(table),
      ...(at ? { RestoreDateTime: at } : { UseLatestRestorableTime: true }),
    }),
  );
};

const isReady = ({ TableStatus, RestoreSummary }: TableDescription): boolean =>
  TableStatus === 'ACTIVE' && RestoreSummary?.RestoreInProgress !== true;

/**
 * Restores the table of a stage as it was at a time, by default the latest possible, into a scratch table, or
 * goes on with one. Resolves once it can be read, to the moment that it has.
 */
export const restoreScratch = async (
  drilled: Drilled,
  { at, say, wait }: { at: Date | null; say: (line: string) => void; wait: () => Promise<unknown> },
): Promise<{ readonly name: string; readonly at: number }> => {
  const name = scratchName(drilled.table);
  if (await find(drilled)) say(`goes on with ${name}`);
  else await start(drilled, at);
  const started = Date.now();
  for (;;) {
    const found = await find(drilled);
    if (found && isReady(found)) {
      return { name, at: (found.RestoreSummary?.RestoreDateTime ?? at ?? new Date()).getTime() };
    }
    const status = found?.TableStatus ?? 'CREATING';
    if (status !== 'CREATING' && status !== 'ACTIVE') {
      throw new UserError(`${name} is ${status}: repeat the command later`);
    }
    const minutes = Math.floor((Date.now() - started) / 60_000);
    say(`${name} is being restored, for ${minutes} minutes`);
    await wait();
  }
};

/** Deletes the scratch table, which is never the table of the stage. */
export const deleteScratch = async (drilled: Drilled): Promise<void> => {
  const found = await find(drilled);
  if (!found) return;
  const TableName = scratchName(drilled.table);
  await drilled.client.send(new DeleteTableCommand({ TableName }));
};
