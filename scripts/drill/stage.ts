import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { conversationRecords } from '../../functions/adapters/aws/archive/conversation-records.ts';
import { tableSource } from '../../functions/adapters/aws/archive/table-source.ts';
import { tableOf } from '../../functions/adapters/aws/dynamodb/table/table.ts';
import { progress } from '../archive/progress.ts';
import { outputsOfStage, ringOfStage } from '../archive/stage.ts';
import { UserError } from '../command.ts';
import { ask } from '../deploy/confirm.ts';
import { chooseTarget } from '../deploy/target/target.ts';
import { type Comparison, compareSides, type Side } from './compare.ts';
import { deleteScratch, restoreScratch } from './scratch-table.ts';

const pollMs = 10_000;

const sideOf = (stage: string, name: string, at: number): Side => {
  const table = tableOf({ TABLE_NAME: name });
  return {
    source: tableSource(table, { openBlob: async () => null }, ringOfStage(stage)),
    conversation: (id) => conversationRecords(table, id, at),
  };
};

const print = ({ kinds, equal, changed, problems }: Comparison): void => {
  console.log(`${''.padEnd(14)} ${'restored'.padStart(9)} ${'now'.padStart(9)}`);
  for (const { kind, restored, now } of kinds) {
    console.log(`${kind.padEnd(14)} ${String(restored).padStart(9)} ${String(now).padStart(9)}`);
  }
  console.log(
    `${equal} conversations are equal; ${changed} have changes since, and their earlier log is equal`,
  );
  for (const problem of problems) console.log(`- ${problem}`);
};

const confirmDeletion = async (name: string): Promise<void> => {
  const answer = await ask(
    `Delete the table ${name}, which costs until then? Type yes: `,
    `${name} stays. Repeat with --yes, which deletes it`,
  );
  if (answer !== 'yes') throw new UserError(`${name} stays. Repeat the command to delete it`);
};

/** Restores the table of a stage into another one, compares both, and deletes the copy. */
export const drillStage = async (
  stage: string,
  { at, isSure }: { at: Date | null; isSure: boolean },
): Promise<void> => {
  const { TableName: table = '' } = await outputsOfStage(stage);
  const isEmulated = chooseTarget(stage).endpoint !== null;
  const drilled = { client: new DynamoDBClient({}), table, isEmulated };
  const wait = () => delay(pollMs);
  const restored = await restoreScratch(drilled, { at, say: console.log, wait });
  console.log(`${restored.name} has the data of ${new Date(restored.at).toISOString()}`);
  const sides = [
    sideOf(stage, restored.name, restored.at),
    sideOf(stage, table, restored.at),
  ] as const;
  const comparison = await compareSides(...sides, { at: restored.at, say: progress() });
  print(comparison);
  if (!isSure) await confirmDeletion(restored.name);
  await deleteScratch(drilled);
  console.log(`${restored.name} is deleted`);
  if (comparison.problems.length > 0) throw new UserError('the restored copy differs');
};
