import { LambdaClient } from '@aws-sdk/client-lambda';
import { expect, it } from 'vitest';
import { setFunction } from '#scripts/read-only/stage.ts';

/** A function of AWS with these variables; records the changes of its configuration. */
const aFunction = (variables: Record<string, string>) => {
  const changes: unknown[] = [];
  const client = new LambdaClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  client.middlewareStack.add(
    (_next, { commandName }) =>
      async ({ input }) => {
        if (commandName === 'UpdateFunctionConfigurationCommand') changes.push(input);
        const Configuration = { LastUpdateStatus: 'Successful' };
        const output = { Environment: { Variables: variables }, Configuration, $metadata: {} };
        return { output, response: {} } as never;
      },
    { step: 'initialize' },
  );
  return { client, changes };
};

it('sets the variable of a function beside its others, and removes it', async () => {
  const on = aFunction({ TABLE_NAME: 'table', CORS: 'off' });
  const off = aFunction({ TABLE_NAME: 'table', READ_ONLY: 'on' });

  expect(await setFunction(on.client, 'post', true)).toBe(true);
  expect(await setFunction(off.client, 'post', false)).toBe(true);

  const Variables = { TABLE_NAME: 'table', CORS: 'off', READ_ONLY: 'on' };
  expect(on.changes).toEqual([{ FunctionName: 'post', Environment: { Variables } }]);
  const without = { Variables: { TABLE_NAME: 'table' } };
  expect(off.changes).toEqual([{ FunctionName: 'post', Environment: without }]);
});

it('leaves a function as it is that needs no change, or has no table', async () => {
  const isOn = aFunction({ TABLE_NAME: 'table', READ_ONLY: 'on' });
  const other = aFunction({ SOME: 'thing' });

  expect(await setFunction(isOn.client, 'post', true)).toBe(false);
  expect(await setFunction(other.client, 'custom-resource', true)).toBe(false);
  expect([isOn.changes, other.changes]).toEqual([[], []]);
});
