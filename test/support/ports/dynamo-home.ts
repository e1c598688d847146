import { randomUUID } from 'node:crypto';
import {
  CreateTableCommand,
  DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { dynamoAttachmentStore } from '#functions/adapters/aws/dynamodb/attachments/attachment-store.ts';
import { dynamoAuditLog } from '#functions/adapters/aws/dynamodb/audit-log.ts';
import { dynamoConnectionRegistry } from '#functions/adapters/aws/dynamodb/connection-registry.ts';
import { dynamoConversationStore } from '#functions/adapters/aws/dynamodb/conversations/conversation-store.ts';
import { dynamoMemberSettingsStore } from '#functions/adapters/aws/dynamodb/conversations/member-settings-store.ts';
import { dynamoCounterStore } from '#functions/adapters/aws/dynamodb/counter-store.ts';
import { dynamoChallengeStore } from '#functions/adapters/aws/dynamodb/factors/challenge-store.ts';
import { dynamoFactorStore } from '#functions/adapters/aws/dynamodb/factors/factor-store.ts';
import { dynamoPasskeyChallenges } from '#functions/adapters/aws/dynamodb/passkey-challenges.ts';
import { documentClient } from '#functions/adapters/aws/dynamodb/table/client.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { dynamoTicketStore } from '#functions/adapters/aws/dynamodb/ticket-store.ts';
import { dynamoBlockStore } from '#functions/adapters/aws/dynamodb/users/block-store.ts';
import { dynamoInviteStore } from '#functions/adapters/aws/dynamodb/users/invite-store.ts';
import { dynamoKnownSourceStore } from '#functions/adapters/aws/dynamodb/users/known-source-store.ts';
import { dynamoPasskeyStore } from '#functions/adapters/aws/dynamodb/users/passkey-store.ts';
import { dynamoUserStore } from '#functions/adapters/aws/dynamodb/users/user-store.ts';
import { dynamoWebPushSubscriptionStore } from '#functions/adapters/aws/dynamodb/web-push-subscription-store.ts';
import { factorKeysOf } from '#functions/adapters/aws/factor-keys.ts';
import { newFactorKey, ringOf } from '#functions/adapters/factor-ring.ts';
import { ids as systemIds } from '#functions/adapters/system.ts';
import { countedIds, type FakeClock, fakeClock } from '../fakes.ts';
import type { Stores } from './stores.ts';
import { recordRights } from './used-rights.ts';

/** The keys for second factors of all tables. */
export const testRing = ringOf(newFactorKey());

const string = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
const keySchema = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];

/**
 * Creates the table like the data stack, as far as reads and writes depend on it. @param name unique: after a
 * lost response the client repeats the call and finds its own table
 */
export const createTable = async (
  client: DynamoDBClient,
  name: string,
  { hasStream = false } = {},
): Promise<void> => {
  const indexes = ['GSI1', 'GSI2'].map((IndexName) => ({
    IndexName,
    KeySchema: keySchema(`${IndexName}PK`, `${IndexName}SK`),
    Projection: { ProjectionType: 'KEYS_ONLY' as const },
  }));
  const attributes = ['PK', 'SK', 'GSI1PK', 'GSI1SK', 'GSI2PK', 'GSI2SK'];
  const command = new CreateTableCommand({
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributes.map(string),
    KeySchema: keySchema('PK', 'SK'),
    GlobalSecondaryIndexes: indexes,
    ...(hasStream && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' as const },
    }),
  });
  await client.send(command).catch((error: unknown) => {
    if (!(error instanceof ResourceInUseException)) throw error;
  });
};

/** Every item of the table. */
const dump = async ({ client, name }: Table): Promise<string> => {
  const items: unknown[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: name })) {
    items.push(...Items);
  }
  return JSON.stringify(items);
};

/** A home on a DynamoDB endpoint: every call of `openTable` makes a new table. */
export const dynamoHome = (endpoint: string) => {
  const config = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    // An emulator on a busy machine may be slower than AWS.
    requestHandler: { requestTimeout: 60_000, throwOnRequestTimeout: true },
  };
  const plain = new DynamoDBClient(config);
  const client = documentClient(config);
  const { used, recorded } = recordRights(client);

  const openTable = async (clock: FakeClock): Promise<Table> => {
    const name = `ports-${randomUUID()}`;
    await createTable(plain, name);
    return { name, client, clock };
  };

  const openStores = async (): Promise<Stores & { table: Table }> => {
    const clock = fakeClock({ sleep: 'real' });
    const table = await openTable(clock);
    return {
      table,
      users: recorded('UserStore', dynamoUserStore(table)),
      conversations: recorded('ConversationStore', dynamoConversationStore(table)),
      settings: recorded('MemberSettingsStore', dynamoMemberSettingsStore(table)),
      connections: recorded('ConnectionRegistry', dynamoConnectionRegistry(table)),
      tickets: recorded('TicketStore', dynamoTicketStore(table)),
      blocks: recorded('BlockStore', dynamoBlockStore(table)),
      counters: recorded('CounterStore', dynamoCounterStore(table)),
      invites: recorded('InviteStore', dynamoInviteStore(table)),
      sources: recorded('KnownSourceStore', dynamoKnownSourceStore(table)),
      audit: recorded('AuditLog', dynamoAuditLog(table)),
      factorKeys: factorKeysOf(testRing),
      passkeys: recorded('PasskeyStore', dynamoPasskeyStore(table)),
      passkeyChallenges: recorded('PasskeyChallenges', dynamoPasskeyChallenges(table)),
      factors: recorded('FactorStore', dynamoFactorStore(table, systemIds)),
      challenges: recorded('ChallengeStore', dynamoChallengeStore(table)),
      attachments: recorded('AttachmentStore', dynamoAttachmentStore(table)),
      subscriptions: recorded('WebPushSubscriptionStore', dynamoWebPushSubscriptionStore(table)),
      clock,
      ids: countedIds(),
      everythingStored: () => dump(table),
    };
  };
  return { config, client, openTable, openStores, recorded, usedRights: used };
};
