import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConsumedCapacity } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { tableTarget } from '#functions/adapters/aws/archive/table-target.ts';
import { makeFolder } from '../../local/data-folder.ts';
import { manyMessages } from '../../test/support/archive/many-messages.ts';
import { startDynamoDbLocal } from '../../test/support/dynamodb-local/dynamodb-local.ts';
import { countedIds } from '../../test/support/fakes.ts';
import { dynamoHome } from '../../test/support/ports/dynamo-home.ts';
import { prices } from '../bench/prices.ts';
import { commandLine } from '../command.ts';
import { openDataFolder, restoreDataFolder } from './data-folder.ts';
import { restoreArchive } from './restore-archive.ts';
import { writeArchive } from './write-archive.ts';

const values = commandLine({
  name: 'bench:archive',
  summary:
    'Measures export and restore in messages a second, each with the guard of its send: one process on disk, a stage on DynamoDB Local with its write units.',
  options: { messages: { type: 'string', default: '20000' } },
  help: { messages: 'How many' },
});
const count = Number(values.messages);
const silent = () => undefined;
const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
const path = (name: string): string => join(folder, name);

let units = 0;
/** Counts the write units that the table reports. */
const meter = (client: DynamoDBDocumentClient): void => {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (!commandName?.startsWith('BatchWrite')) return next(args);
        Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
        const answer = await next(args);
        const { ConsumedCapacity = [] } = answer.output as {
          ConsumedCapacity?: ConsumedCapacity[];
        };
        for (const { CapacityUnits = 0 } of ConsumedCapacity) units += CapacityUnits;
        return answer;
      },
    { step: 'initialize', name: 'meter' },
  );
};

const timed = async <T>(name: string, work: () => Promise<T>): Promise<number> => {
  const started = performance.now();
  await work();
  const rate = count / ((performance.now() - started) / 1_000);
  const hour = (1_000_000 / rate / 60).toFixed(1);
  console.log(`${name.padEnd(34)} ${rate.toFixed(0).padStart(6)} messages/s, 1 M in ${hour} min`);
  return rate;
};

const server = await startDynamoDbLocal();
try {
  const { source } = manyMessages(count, null);
  await writeArchive(source, path('first'), { now: Date.now(), say: silent });
  makeFolder(path('data'));
  await timed('restore into a data file, compared', () =>
    restoreDataFolder(path('first'), path('data'), silent),
  );
  const data = openDataFolder(path('data'));
  await timed('export of a data file', () =>
    writeArchive(data, path('second'), { now: Date.now(), say: silent }),
  );
  await data.close();

  const { openStores, client } = dynamoHome(server.endpoint);
  meter(client);
  const { table } = await openStores();
  const accounts = async () => undefined;
  const target = tableTarget({
    table,
    blobs: { openBlob: async () => null, hasBlob: async () => true, putBlob: accounts },
    identities: {
      create: accounts,
      deactivate: accounts,
      listIds: async () => ({ ids: [], nextCursor: null }),
    },
    ids: countedIds(),
    factorRing: async () => [],
  });
  await timed('restore into a table, compared', () =>
    restoreArchive(target, path('first'), silent),
  );
  await timed('export of a table', () =>
    writeArchive(target.source, path('third'), { now: Date.now(), say: silent }),
  );
  const each = units / count;
  const dollars = each * 1_000_000 * prices.writeUnit;
  console.log(`${each.toFixed(2)} write units a message: 1 M cost $${dollars.toFixed(2)}`);
  const { maxRSS } = process.resourceUsage();
  console.log(`peak memory of this process: ${(maxRSS / 1_024).toFixed(0)} MB`);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
