import { describe, expect, it, onTestFinished } from 'vitest';
import { BusyError } from '#core/errors.ts';
import { cognitoClient } from '#functions/adapters/aws/cognito/client.ts';
import { cognitoIdentityProvider } from '#functions/adapters/aws/cognito/identity-provider.ts';
import { cognitoPassword, userPool } from '#functions/adapters/aws/cognito/user-pool.ts';
import { documentClient } from '#functions/adapters/aws/dynamodb/table/client.ts';
import { aClient } from '../../support/builders.ts';
import { countedIds, fakeClock } from '../../support/fakes.ts';
import { awsError, type Script, scriptedAws } from '../../support/ports/scripted-aws.ts';

const pool = { USER_POOL_ID: 'us-east-1_test', USER_POOL_CLIENT_ID: 'client' };

const setup = async (script: Script) => {
  const server = await scriptedAws(script);
  onTestFinished(server.close);
  const identities = cognitoIdentityProvider({
    pool: userPool(cognitoClient(server.config), pool),
    table: { name: 'chat', client: documentClient(server.config), clock: fakeClock() },
    verify: async () => null,
    ids: countedIds(),
  });
  return { server, identities };
};

describe('a sign-in that Cognito refuses', () => {
  const lockout = awsError('NotAuthorizedException', { message: 'Password attempts exceeded' });

  it.each([
    ['a wrong password', awsError('NotAuthorizedException'), 'invalid_credentials'],
    ['an unknown user', awsError('UserNotFoundException'), 'invalid_credentials'],
    ['a half-made user', awsError('UserNotConfirmedException'), 'invalid_credentials'],
    ['a locked password', lockout, 'too_many_attempts'],
    ['too many requests', awsError('TooManyRequestsException'), 'too_many_attempts'],
    ['too many failures', awsError('LimitExceededException'), 'too_many_attempts'],
  ])('returns a refusal for %s', async (_, answer, refusal) => {
    const { identities } = await setup(({ operation }) =>
      operation === 'GetItem' ? { status: 200, body: {} } : answer,
    );

    expect(await identities.signIn('some-user', 'Password-1', aClient())).toBe(refusal);
  });

  it('never reports too many attempts for an unknown user', async () => {
    const { identities, server } = await setup(() => lockout);

    expect(await identities.signIn(null, 'Password-1', aClient())).toBe('invalid_credentials');
    expect(server.calls).toHaveLength(1);
  });

  it.each(['InvalidParameterException', 'ResourceNotFoundException', 'InternalErrorException'])(
    'fails with an error, not a refusal, for %s',
    async (name) => {
      const { identities } = await setup(() => awsError(name));

      await expect(identities.signIn('some-user', 'Password-1', aClient())).rejects.toMatchObject({
        name,
      });
    },
  );
});

describe('creating and removing an identity', () => {
  it('creates a user without any mail, with a permanent password', async () => {
    const { identities, server } = await setup(() => ({ status: 200, body: {} }));

    await identities.create('some-user', 'Password-1');

    expect(server.calls.map(({ operation, body }) => [operation, body])).toEqual([
      [
        'AdminCreateUser',
        {
          UserPoolId: pool.USER_POOL_ID,
          Username: 'some-user',
          MessageAction: 'SUPPRESS',
        },
      ],
      [
        'AdminSetUserPassword',
        {
          UserPoolId: pool.USER_POOL_ID,
          Username: 'some-user',
          Password: 'Password-1',
          Permanent: true,
        },
      ],
    ]);
  });

  it('continues if an earlier attempt has created the user', async () => {
    const { identities, server } = await setup(({ operation }) =>
      operation === 'AdminCreateUser'
        ? awsError('UsernameExistsException')
        : { status: 200, body: {} },
    );

    await identities.create('some-user', 'Password-1');

    expect(server.calls).toHaveLength(2);
  });

  it.each(['TooManyRequestsException', 'LimitExceededException'])(
    'is busy for %s',
    async (name) => {
      const { identities } = await setup(() => awsError(name));

      await expect(identities.create('some-user', 'Password-1')).rejects.toBeInstanceOf(BusyError);
      await expect(identities.remove('some-user')).rejects.toBeInstanceOf(BusyError);
    },
  );

  it('fails if Cognito refuses the password', async () => {
    const name = 'InvalidPasswordException';
    const { identities } = await setup(() => awsError(name));

    await expect(identities.create('some-user', 'Password-1')).rejects.toMatchObject({ name });
  });
});

describe('changing an identity', () => {
  const setting = { UserPoolId: pool.USER_POOL_ID, Username: 'some-user' };

  it('sets a permanent password', async () => {
    const { identities, server } = await setup(() => ({ status: 200, body: {} }));

    await identities.setPassword('some-user', 'Password-2');

    expect(server.calls).toMatchObject([
      {
        operation: 'AdminSetUserPassword',
        body: { ...setting, Password: 'Password-2', Permanent: true },
      },
      { operation: 'DeleteItem', body: { Key: { SK: { S: 'PASSWORD' } } } },
    ]);
  });

  it('fails to set a password of an unknown user', async () => {
    const name = 'UserNotFoundException';
    const { identities } = await setup(() => awsError(name));

    await expect(identities.setPassword('nobody', 'Password-2')).rejects.toMatchObject({ name });
  });

  it('disables a user first, then ends the token families', async () => {
    const { identities, server } = await setup(() => ({ status: 200, body: { Items: [] } }));

    await identities.deactivate('some-user');

    expect(server.calls.map(({ operation }) => operation)).toEqual(['AdminDisableUser', 'Query']);
    expect(server.calls[0]?.body).toEqual(setting);
  });

  it('is busy if Cognito is', async () => {
    const { identities } = await setup(() => awsError('TooManyRequestsException'));

    await expect(identities.deactivate('some-user')).rejects.toBeInstanceOf(BusyError);
    await expect(identities.setPassword('x', 'Password-2')).rejects.toBeInstanceOf(BusyError);
  });
});

describe('a password for Cognito', () => {
  it('is the typed one, in its composed form', () => {
    expect(cognitoPassword('Grüße-18')).toBe('Grüße-18');
  });

  it('is replaced by its hash if it is too short or too long for Cognito', () => {
    const longest = `A1${'🎈'.repeat(254)}`;

    const sent = [cognitoPassword(longest), cognitoPassword(`${longest.slice(0, -2)}🎉`)];

    expect(new Set(sent).size).toBe(2);
    for (const password of sent) expect(password).toMatch(/^(?=.*[0-9])(?=.*[A-Z])\S{8,256}$/);
  });

  it.each(['Two\nlines 1', 'Tabbed\t1', 'Correct Horse 1', 'Line\u2028break1'])(
    'is replaced by its hash if it has spaces or line breaks: %j',
    (password) => {
      expect(cognitoPassword(password)).toMatch(/^(?=.*[0-9])(?=.*[A-Z])\S{8,256}$/);
      expect(cognitoPassword(password)).not.toBe(cognitoPassword(`${password}1`));
    },
  );
});

describe('a password from before a move', () => {
  it.each(['secret', 'lower-case-1', 'Without-digit'])(
    'is replaced by its hash if the rules of the pool refuse it: %s',
    (password) => {
      expect(cognitoPassword(password)).toMatch(/^Aa1-/);
    },
  );
});

describe('listing ids', () => {
  it('continues with Cognito’s cursor, and ends with its last page', async () => {
    const pieces = [
      { Users: [{ Username: 'one' }, { Username: 'two' }], PaginationToken: 'further' },
      { Users: [{ Username: 'three' }] },
    ];
    const { identities, server } = await setup(() => ({ status: 200, body: pieces.shift() ?? {} }));

    const first = await identities.listIds(null);
    const second = await identities.listIds(first.nextCursor);

    expect(first).toEqual({ ids: ['one', 'two'], nextCursor: 'further' });
    expect(second).toEqual({ ids: ['three'], nextCursor: null });
    expect(server.calls.map(({ body }) => Object(body)['PaginationToken'])).toEqual([
      undefined,
      'further',
    ]);
  });
});
