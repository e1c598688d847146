import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { HealthProbe } from '#core/ports/system.ts';
import { healthKey } from './table/keys.ts';
import { type Table, type TableEnv, tableOf } from './table/table.ts';

/** A check that hangs counts as failed. */
const timeoutMs = 2_000;

/** Reads an item that never exists: only the response of the table matters. */
export const dynamoHealthProbe = ({ client, name }: Table): HealthProbe => ({
  check: async () => {
    try {
      const abortSignal = AbortSignal.timeout(timeoutMs);
      await client.send(new GetCommand({ TableName: name, Key: healthKey }), { abortSignal });
      return true;
    } catch {
      return false;
    }
  },
  // Alarms watch the rest.
  parts: async () => ({}),
});

export const healthProbe = (env: TableEnv): HealthProbe => dynamoHealthProbe(tableOf(env));
