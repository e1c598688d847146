import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { createChance } from '../simulator/support/random.ts';
import { hasCapability } from '../support/capabilities.ts';
import {
  type DynamoDbLocal,
  dynamoDbLocalMissing,
  startDynamoDbLocal,
} from '../support/dynamodb-local/dynamodb-local.ts';
import { dynamoHome } from '../support/ports/dynamo-home.ts';
import { reachesItsAudience } from './support/audience/audience.ts';
import { openAwsHome } from './support/aws-home.ts';
import { hidesExpired } from './support/expiry/hides-expired.ts';
import { races } from './support/races.ts';
import { agreesWithModel, type PropertyHome, seed } from './support/run.ts';
import { usesWhatIsStored } from './support/storage.ts';

const canRun = hasCapability(
  'API against the model on DynamoDB Local',
  await dynamoDbLocalMissing(),
);
const numRuns = 12;
const rounds = 4;

describe.skipIf(!canRun)('on DynamoDB Local', () => {
  let server: DynamoDbLocal;
  let home: PropertyHome;

  beforeAll(async () => {
    server = await startDynamoDbLocal();
    home = await openAwsHome(server.endpoint);
  });
  afterAll(() => server?.stop());

  test(`the API answers like the model (${numRuns} runs, seed ${seed})`, {
    timeout: 20 * 60_000,
  }, async () => {
    // Shrinking a failure is slow here; the seed repeats it on SQLite, where it may be faster.
    await fc.assert(agreesWithModel(home), {
      numRuns,
      seed,
      interruptAfterTimeLimit: 15 * 60_000,
      markInterruptAsFailure: true,
    });
  });

  test(`each frame reaches exactly its recipients (${numRuns} runs)`, {
    timeout: 20 * 60_000,
  }, async () => {
    const stores = await dynamoHome(server.endpoint).openStores();
    await fc.assert(
      reachesItsAudience(async () => stores),
      { numRuns, seed, interruptAfterTimeLimit: 15 * 60_000, markInterruptAsFailure: true },
    );
  });

  test(`the counted storage equals the stored files (${numRuns} runs)`, {
    timeout: 20 * 60_000,
  }, async () => {
    const { openStores } = dynamoHome(server.endpoint);
    await fc.assert(usesWhatIsStored(openStores), {
      numRuns,
      seed,
      interruptAfterTimeLimit: 15 * 60_000,
      markInterruptAsFailure: true,
    });
  });

  test(`nobody sees what has expired, and everybody the rest (${numRuns} runs)`, {
    timeout: 20 * 60_000,
  }, async () => {
    const { openStores } = dynamoHome(server.endpoint);
    await fc.assert(hidesExpired(openStores), {
      numRuns,
      seed,
      interruptAfterTimeLimit: 15 * 60_000,
      markInterruptAsFailure: true,
    });
  });

  test.each(Object.entries(races))(
    `races in ${rounds} rounds: %s`,
    {
      timeout: 10 * 60_000,
    },
    async (_name, race) => {
      const chance = createChance(seed);
      for (let round = 0; round < rounds; round++) await race(home, chance);
    },
  );
});
