import { describe } from 'vitest';
import { documentClient } from '#functions/adapters/aws/dynamodb/table/client.ts';
import { dynamoHealthProbe } from '../../functions/adapters/aws/dynamodb/health-probe.ts';
import { hasCapability } from '../support/capabilities.ts';
import {
  dynamoDbLocalMissing,
  startDynamoDbLocal,
} from '../support/dynamodb-local/dynamodb-local.ts';
import { fakeClock } from '../support/fakes.ts';
import { describeBudget } from './dynamodb/dynamodb-budget.suite.ts';
import { describeExpirySteps } from './dynamodb/dynamodb-expiry.suite.ts';
import { describeRepair } from './dynamodb/dynamodb-repair.suite.ts';
import { describeDynamoStorage } from './dynamodb/dynamodb-storage.suite.ts';
import { describeDynamoStores } from './dynamodb/dynamodb-stores.suite.ts';
import { itStaysWithinItsRights } from './dynamodb/table-rights.suite.ts';
import { describeHealthProbe } from './health-probe.suite.ts';
import { describeSignInBudget } from './identity/sign-in-budget.suite.ts';

const canRun = hasCapability('port suites on DynamoDB Local', await dynamoDbLocalMissing());

describe.skipIf(!canRun)('on DynamoDB Local', () => {
  const { openStores, home } = describeDynamoStores(startDynamoDbLocal);
  describeRepair(openStores, home);
  describeDynamoStorage(openStores, home);
  describeExpirySteps(openStores, home);
  describeBudget(openStores, home);
  describeSignInBudget(openStores, home);
  describeHealthProbe('DynamoDB', {
    working: async () => {
      const probe = dynamoHealthProbe(await home().openTable(fakeClock()));
      return home().recorded('HealthProbe', probe);
    },
    broken: async () => {
      const client = documentClient({ ...home().config, endpoint: 'http://127.0.0.1:9' });
      return dynamoHealthProbe({ name: 'none', client, clock: fakeClock() });
    },
  });
  itStaysWithinItsRights(() => home().usedRights);
});
