import type { ConsumedCapacity } from '@aws-sdk/client-dynamodb';
import type {
  BatchGetCommandInput,
  BatchGetCommandOutput,
  DynamoDBDocumentClient,
  TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';

/** DynamoDB's read and write units. */
export interface Units {
  readonly read: number;
  readonly write: number;
}

const unitsIn = (consumed: ConsumedCapacity | readonly ConsumedCapacity[] = []): number =>
  [consumed].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Performs the same write outside a transaction, on another table. */
const writeAlone = async (
  client: DynamoDBDocumentClient,
  TableName: string,
  { Put, Delete, Update }: TransactItem,
): Promise<ConsumedCapacity | undefined> => {
  const on = { TableName, ReturnConsumedCapacity: 'INDEXES' as const };
  if (Put) return (await client.send(new PutCommand({ ...on, Item: Put.Item }))).ConsumedCapacity;
  if (Delete) {
    return (await client.send(new DeleteCommand({ ...on, Key: Delete.Key }))).ConsumedCapacity;
  }
  const { Key = {}, UpdateExpression = '' } = Update ?? {};
  // DynamoDB rejects names and values that only the condition used, and empty ones.
  const usedOf = <T>(all: Record<string, T> | undefined): Record<string, T> | undefined => {
    const used = Object.entries(all ?? {}).filter(([name]) => UpdateExpression.includes(name));
    return used.length > 0 ? Object.fromEntries(used) : undefined;
  };
  const command = {
    ...on,
    ...{ Key, UpdateExpression },
    ExpressionAttributeNames: usedOf(Update?.ExpressionAttributeNames),
    ExpressionAttributeValues: usedOf(Update?.ExpressionAttributeValues),
  };
  return (await client.send(new UpdateCommand(command))).ConsumedCapacity;
};

/**
 * The price of a transaction on AWS. DynamoDB Local reports 4 units for one small write and also for two; AWS
 * charges 2 per KB of each item, and the usual price for index entries. So each write is measured separately,
 * on a table with the same indexes.
 */
const transactionUnits = async (
  plain: DynamoDBDocumentClient,
  mirror: string,
  writes: readonly TransactItem[],
): Promise<number> => {
  let units = 0;
  for (const write of writes) {
    const consumed = await writeAlone(plain, mirror, write);
    units += (consumed?.CapacityUnits ?? 0) + (consumed?.Table?.CapacityUnits ?? 0);
  }
  return units;
};

interface Call {
  readonly name: string;
  readonly input: Record<string, unknown>;
  readonly consumed: ConsumedCapacity | readonly ConsumedCapacity[] | undefined;
  /** Units of keys without an item: AWS charges them in a batch, DynamoDB Local does not. */
  readonly absent: number;
}

/** In a batch: half a unit for an eventual read, one for a consistent one. */
const absentUnits = (input: object, output: object): number => {
  const { RequestItems = {} } = input as BatchGetCommandInput;
  const { Responses = {} } = output as BatchGetCommandOutput;
  const units = Object.entries(RequestItems).map(([table, { Keys = [], ConsistentRead }]) => {
    const missing = Keys.length - (Responses[table]?.length ?? 0);
    return ConsistentRead ? missing : missing / 2;
  });
  return units.reduce((sum, one) => sum + one, 0);
};

const isRead = ({ name }: Call): boolean => /^(Get|BatchGet|Query)/.test(name);

/**
 * Makes every call of `client` report its consumption; `mirror`: a table with the same keys and
 * indexes.
 */
export const meterCapacity = (
  client: DynamoDBDocumentClient,
  plain: DynamoDBDocumentClient,
  mirror: string,
) => {
  const calls: Call[] = [];
  client.middlewareStack.add(
    (next, context) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const call = {
        name: String(context.commandName),
        input: args.input as Record<string, unknown>,
      };
      const answer = await next(args).catch((error: Error) => {
        // A write whose condition fails costs the same; a counter's item is small.
        if (error.name === 'ConditionalCheckFailedException') {
          calls.push({ ...call, consumed: { CapacityUnits: 1 }, absent: 0 });
        }
        throw error;
      });
      calls.push({
        ...call,
        consumed: (answer.output as { ConsumedCapacity?: Call['consumed'] }).ConsumedCapacity,
        absent: absentUnits(args.input, answer.output),
      });
      return answer;
    },
    { step: 'initialize', name: 'meterCapacity' },
  );

  const writeUnits = async (call: Call): Promise<number> => {
    if (!call.name.startsWith('TransactWrite')) return unitsIn(call.consumed);
    return transactionUnits(plain, mirror, call.input['TransactItems'] as TransactItem[]);
  };

  return {
    /** The consumption of a piece of work. */
    unitsOf: async (work: () => Promise<unknown>): Promise<Units> => {
      calls.length = 0;
      await work();
      const [...made] = calls;
      let read = 0;
      let write = 0;
      for (const call of made) {
        if (isRead(call)) read += unitsIn(call.consumed) + call.absent;
        else write += await writeUnits(call);
      }
      return { read, write };
    },
  };
};
