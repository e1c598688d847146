import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { startDynamoDbLocal } from '../../test/support/dynamodb-local/dynamodb-local.ts';
import { commandLine } from '../command.ts';

interface OldHome {
  register(name: string): Promise<string>;
  upload(ownerId: string): Promise<{ readonly id: string }>;
  call(userId: string, name: string, request?: object): Promise<{ readonly body: unknown }>;
}

/** Users with messages, changes, a file and a block, and what that version answers about them. */
const live = async (home: OldHome) => {
  const [ada, bob, eve] = [
    await home.register('ada.l'),
    await home.register('straße'),
    await home.register('eve'),
  ];
  const call = async <T>(by: string, name: string, request?: object): Promise<T> => {
    const reply = await home.call(by, name, request);
    if (typeof reply === 'string') throw new Error(`${name}: ${reply}`);
    return reply.body as T;
  };
  const opened = await call<{ id: string }>(ada, 'open-conversation', { body: { peer_id: bob } });
  const params = { id: opened.id };
  const say = async (by: string, body: object): Promise<string> =>
    (await call<{ id: string }>(by, 'post-message', { params, body })).id;
  const first = await say(ada, { content: 'Hello, Bob\nthis is Ada' });
  await say(bob, { content: 'A reply', reply_to_id: first });
  const edited = await say(ada, { content: 'A tpyo' });
  const change = { params: { id: edited }, body: { content: 'A typo 🎈' } };
  await call(ada, 'edit-message', change);
  const deleted = await say(ada, { content: 'Gone soon' });
  await call(ada, 'delete-message', { params: { id: deleted } });
  const file = await home.upload(ada);
  await say(ada, { content: 'My notes', attachment_ids: [file.id] });
  await call(bob, 'read-up-to', { params, body: { seq: 2 } });
  await call(bob, 'block-user', { params: { id: eve } });
  const log = { params, query: { after: 0 } };
  return {
    people: { ada, bob, eve },
    conversationId: opened.id,
    messages: await call(bob, 'list-messages', { params }),
    log: await call(bob, 'read-log', log),
    conversations: await call(bob, 'list-conversations'),
    inbox: await call(bob, 'list-inbox'),
    blocks: await call(bob, 'list-blocks'),
    me: await call(ada, 'get-me'),
  };
};

const everyItem = async (endpoint: string): Promise<unknown[]> => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint }));
  const items: unknown[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: 'property' })) {
    items.push(...Items);
  }
  return items;
};

const { from } = commandLine({
  name: 'old-data/table-items',
  summary:
    'Writes test/support/old-data/table.json: the items of a table as an earlier version writes them on DynamoDB Local, with what that version answers. Run it as node scripts/old-data/table-items.ts --from DIR.',
  options: { from: { type: 'string' } },
  help: { from: 'A checkout of that version, with its packages installed' },
});
if (from === undefined) throw new Error('--from is missing');
const server = await startDynamoDbLocal();
try {
  const helper = pathToFileURL(join(resolve(from), 'test/property/support/aws-home.ts')).href;
  const { openAwsHome } = (await import(helper)) as {
    openAwsHome: (endpoint: string) => Promise<OldHome>;
  };
  const answers = await live(await openAwsHome(server.endpoint));
  const items = await everyItem(server.endpoint);
  const file = join(import.meta.dirname, '../../test/support/old-data/table.json');
  writeFileSync(file, `${JSON.stringify({ answers, items }, null, 2)}\n`);
} finally {
  await server.stop();
}
process.exit(0);
