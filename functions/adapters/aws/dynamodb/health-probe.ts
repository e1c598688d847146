import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { HealthProbe } from '../../../core/ports/system.ts';
import { healthKey } from './keys.ts';
import { type Table, type TableEnv, tableOf } from './table.ts';

/** A health check that hangs says as much as one that fails. */
const patienceMs = 2_000;

/** Reads an item that never exists: whether it answers is all that counts. */
export const dynamoHealthProbe = ({ client, name }: Table): HealthProbe => ({
  check: async () => {
    try {
      const abortSignal = AbortSignal.timeout(patienceMs);
      await client.send(new GetCommand({ TableName: name, Key: healthKey }), { abortSignal });
      return true;
    } catch {
      return false;
    }
  },
});

export const healthProbe = (env: TableEnv): HealthProbe => dynamoHealthProbe(tableOf(env));
