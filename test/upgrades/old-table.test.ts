import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  countStorage,
  isStorageCounted,
} from '#functions/adapters/aws/dynamodb/attachments/storage-count.ts';
import { tableOf } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { renewNames } from '#functions/adapters/aws/dynamodb/users/name-renewal.ts';
import { openAwsHome } from '../property/support/aws-home.ts';
import type { PropertyHome } from '../property/support/run.ts';
import { hasCapability } from '../support/capabilities.ts';
import {
  type DynamoDbLocal,
  dynamoDbLocalMissing,
  startDynamoDbLocal,
} from '../support/dynamodb-local/dynamodb-local.ts';
import fixture from '../support/old-data/table.json' with { type: 'json' };

const canRun = hasCapability('a table of an earlier version', await dynamoDbLocalMissing());
const { answers, items } = fixture;
const { ada, bob } = answers.people;

describe.skipIf(!canRun)('a table of version 0.1.0', () => {
  let server: DynamoDbLocal;
  let home: PropertyHome;

  beforeAll(async () => {
    server = await startDynamoDbLocal();
    home = await openAwsHome(server.endpoint);
    const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
    for (const Item of items) {
      await client.send(new PutCommand({ TableName: 'property', Item }));
    }
  }, 300_000);
  afterAll(() => server?.stop());

  const get = async (by: string, name: Parameters<PropertyHome['call']>[1], request?: object) => {
    const reply = await home.call(by, name, request);
    if (typeof reply === 'string') throw new Error(`${name}: ${reply}`);
    return reply.body;
  };

  test('gives the same answers about messages, changes, counts, blocks and users', async () => {
    const params = { id: answers.conversationId };

    expect(await get(bob, 'list-messages', { params })).toMatchObject(answers.messages);
    expect(await get(bob, 'read-log', { params, query: { after: 0 } })).toMatchObject(answers.log);
    expect(await get(bob, 'list-conversations')).toMatchObject(answers.conversations);
    expect(await get(bob, 'list-inbox')).toMatchObject(answers.inbox);
    expect(await get(bob, 'list-blocks')).toMatchObject(answers.blocks);
    expect(await get(ada, 'get-me')).toMatchObject(answers.me);
  });

  test('can be used: messages are sent, counted and read', async () => {
    const params = { id: answers.conversationId };
    const [before] = answers.conversations.items;
    await get(bob, 'post-message', { params, body: { content: 'And on' } });
    const conversation = await get(ada, 'get-conversation', { params });

    expect(conversation).toMatchObject({ last_seq: (before?.last_seq ?? 0) + 1 });
  });

  test('is brought to this version by what a deploy does: names are claimed, files counted', async () => {
    const table = tableOf({ TABLE_NAME: 'property' });
    async function* everyId() {
      yield* Object.values(answers.people);
    }
    const names = await renewNames(table, everyId());
    const { counted } = await countStorage(table, async () => undefined);
    const found = await get(bob, 'search-users', { query: { q: 'ada' } });

    expect(names.collides).toBe(0);
    expect([counted, await isStorageCounted(table)]).toEqual([1, true]);
    expect(found).toMatchObject({ items: [{ id: ada, username: 'ada.l' }] });
  });
});
