import { expect, it, onTestFinished } from 'vitest';
import { UnavailableError } from '#core/errors.ts';
import { cognitoClient } from '#functions/adapters/aws/cognito/client.ts';
import { userPool } from '#functions/adapters/aws/cognito/user-pool.ts';
import { documentClient } from '#functions/adapters/aws/dynamodb/table/client.ts';
import { getItem } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { failureOf } from '#functions/runtime/errors.ts';
import { fakeClock } from '../../support/fakes.ts';
import { awsError, type Script, scriptedAws } from '../../support/ports/scripted-aws.ts';

const requestHandler = { requestTimeout: 200, throwOnRequestTimeout: true };

/** Calls each service once; returns the thrown errors. */
const failuresOf = async (script: Script | 'nobody listens'): Promise<unknown[]> => {
  const server = await scriptedAws(script === 'nobody listens' ? () => undefined : script);
  if (script === 'nobody listens') server.close();
  else onTestFinished(server.close);
  const config = { ...server.config, requestHandler };
  const table = { name: 'chat', client: documentClient(config), clock: fakeClock() };
  const pool = userPool(cognitoClient(config), {
    USER_POOL_ID: 'us-east-1_test',
    USER_POOL_CLIENT_ID: 'client',
  });
  const calls = [getItem(table, { PK: 'a', SK: 'b' }), pool.signIn('some-user', 'Password-1')];
  const settled = await Promise.allSettled(calls);
  return settled.map((outcome) => outcome.status === 'rejected' && outcome.reason);
};

it.each<[string, Script | 'nobody listens']>([
  ['never answers', () => undefined],
  ['cannot be reached', 'nobody listens'],
  ['fails', () => awsError('InternalServerError', {}, 500)],
  ['is away', () => awsError('ServiceUnavailable', {}, 503)],
])('a service that %s is unavailable: 503, with the time to wait', async (_, script) => {
  const failures = await failuresOf(script);

  for (const failure of failures) {
    expect(failure).toBeInstanceOf(UnavailableError);
    expect((failure as Error).cause).toBeInstanceOf(Error);
    expect(failureOf(failure)).toMatchObject({ code: 'busy', retryAfterSeconds: 1 });
  }
});

it('a service that refuses a call is not unavailable', async () => {
  for (const failure of await failuresOf(() => awsError('ValidationException'))) {
    expect(failure).toMatchObject({ name: 'ValidationException' });
    expect(failureOf(failure)).toMatchObject({ code: 'internal_error' });
  }
});
