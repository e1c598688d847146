import { randomUUID } from 'node:crypto';
import type { Clock, Ids } from '#core/ports/system.ts';
import type { Result } from '#core/result.ts';
import { makeSignIn } from '#core/usecases/account/sign-in.ts';
import { makeCompleteSignIn } from '#core/usecases/factor/complete-sign-in.ts';
import { makeProveFactor } from '#core/usecases/factor/prove-factor.ts';
import { makeConfirmFactor, makeStartFactor } from '#core/usecases/factor/set-factor.ts';
import { makeAddPasskey, makeStartPasskey } from '#core/usecases/passkeys/add-passkey.ts';
import { makeListPasskeys } from '#core/usecases/passkeys/own-passkeys.ts';
import { makeProvePasskey } from '#core/usecases/passkeys/prove-passkey.ts';
import {
  makeSignInWithPasskey,
  makeStartPasskeySignIn,
} from '#core/usecases/passkeys/sign-in-with-passkey.ts';
import { cognitoIdentityProvider } from '#functions/adapters/aws/cognito/identity-provider.ts';
import { dynamoSignInProofs } from '#functions/adapters/aws/cognito/sign-in-proofs.ts';
import type { CognitoPool } from '#functions/adapters/aws/cognito/user-pool.ts';
import { dynamoAuditLog } from '#functions/adapters/aws/dynamodb/audit-log.ts';
import { dynamoCounterStore } from '#functions/adapters/aws/dynamodb/counter-store.ts';
import { dynamoChallengeStore } from '#functions/adapters/aws/dynamodb/factors/challenge-store.ts';
import { dynamoFactorStore } from '#functions/adapters/aws/dynamodb/factors/factor-store.ts';
import { dynamoPasskeyChallenges } from '#functions/adapters/aws/dynamodb/passkey-challenges.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { dynamoKnownSourceStore } from '#functions/adapters/aws/dynamodb/users/known-source-store.ts';
import { dynamoPasskeyStore } from '#functions/adapters/aws/dynamodb/users/passkey-store.ts';
import { dynamoUserStore } from '#functions/adapters/aws/dynamodb/users/user-store.ts';
import { passkeyVerifier } from '#functions/adapters/webauthn/passkey-verifier.ts';
import { aCaller, aClient } from '../../../test/support/builders.ts';
import { appCode } from '../../../test/support/factor/app-code.ts';
import { softAuthenticator } from '../../../test/support/passkeys/authenticator.ts';
import { register } from '../../../test/support/ports/actions.ts';
import type { Stores } from '../../../test/support/ports/stores.ts';

type Measure = (name: string, work: () => Promise<unknown>, budget?: string) => Promise<void>;

const host = 'chat.example';
const origin = `https://${host}`;
const password = 'Right-Pass-1';
const from = { address: '192.0.2.1', client: aClient() };

const okay = <T>(answer: Result<T>): T => {
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
};

/** Cognito takes every password; its trigger takes the proof, as functions/triggers/prove-sign-in does. */
const anyPool = (table: Table): CognitoPool => {
  const claims = Buffer.from(JSON.stringify({ origin_jti: randomUUID() })).toString('base64url');
  const tokens = {
    accessToken: `.${claims}.`,
    refreshToken: 'a refresh token',
    expiresIn: 900,
  };
  const proofs = dynamoSignInProofs(table);
  const used: Partial<CognitoPool> = {
    signIn: async () => tokens,
    signInWithProof: async (userId, proof) => {
      if (!(await proofs.take(userId, proof))) throw new Error('the proof was not taken');
      return tokens;
    },
  };
  return used as CognitoPool;
};

const portsOf = (table: Table, { clock, ids }: { clock: Clock; ids: Ids }, stores: Stores) => ({
  users: dynamoUserStore(table),
  identities: cognitoIdentityProvider({
    pool: anyPool(table),
    table,
    verify: async () => null,
    ids,
  }),
  sources: dynamoKnownSourceStore(table),
  counters: dynamoCounterStore(table),
  audit: dynamoAuditLog(table),
  factors: dynamoFactorStore(table, ids),
  challenges: dynamoChallengeStore(table),
  passkeys: dynamoPasskeyStore(table),
  passkeyChallenges: dynamoPasskeyChallenges(table),
  verifier: passkeyVerifier,
  factorKeys: stores.factorKeys,
  queue: { run: <T>(_: unknown, work: () => Promise<T>) => work() },
  endSessions: async () => undefined,
  push: async () => undefined,
  clock,
  ids,
});

/** Sign-ins from a device that has signed in before, by everything that an account can ask for. */
export const measureSignIns = async (
  table: Table,
  stores: Stores,
  measure: Measure,
): Promise<void> => {
  const deps = portsOf(table, stores, stores);
  const device = deps.ids.secret();
  const signIn = async (username: string) =>
    makeSignIn(deps)({ username, password, isTwoStep: true, device, ...from });

  const ann = await register(stores);
  const caller = aCaller({ userId: ann.id });
  okay(await signIn(ann.username));
  await measure('sign-in by password', async () => okay(await signIn(ann.username)));

  const authenticator = softAuthenticator({ origin, isSynced: true });
  const begin = makeStartPasskeySignIn(deps);
  await measure('passkey: set one up', async () => {
    const options = await makeStartPasskey(deps)(caller, { password, host, ...from });
    const credential = authenticator.create(okay(options));
    const request = { name: 'Phone', credential, host, origin, client: from.client };
    okay(await makeAddPasskey(deps)(caller, request));
  });
  await measure('passkey: begin a sign-in', () => begin(host));
  const assertion = authenticator.get(await begin(host));
  await measure('passkey: sign in', async () =>
    okay(await makeSignInWithPasskey(deps)({ assertion, origin, device, ...from })),
  );
  await measure('passkey: a refused signature', () =>
    makeSignInWithPasskey(deps)({ assertion, origin, device, ...from }),
  );
  const proof = authenticator.get(await begin(host));
  await measure('passkey: use one before a change of the account', async () =>
    okay(await makeProvePasskey(deps)(caller, { assertion: proof, origin, client: from.client })),
  );
  await measure('passkey: list', () => makeListPasskeys(deps)(caller));

  const bob = await register(stores);
  const owner = aCaller({ userId: bob.id });
  okay(await signIn(bob.username));
  let step = 0;
  let secret = '';
  const code = () => appCode(secret, deps.clock.now(), step++);
  await measure('code: set it up', async () => {
    const started = await makeStartFactor(deps)(owner, { password, issuer: host, ...from });
    ({ secret } = okay(started));
    okay(await makeConfirmFactor(deps)(owner, { code: code(), client: from.client }));
  });
  let challenge = '';
  await measure('code: the password of a sign-in', async () => {
    const answer = await signIn(bob.username);
    if (answer.ok || !answer.challenge) throw new Error('no code was asked for');
    ({ challenge } = answer);
  });
  const complete = (typed: string) =>
    makeCompleteSignIn(deps)({ challenge, code: typed, device, ...from });
  await measure('code: a wrong one', () => complete('000000'));
  await measure('code: sign in', async () => okay(await complete(code())));
  stores.clock.advance(120_000);
  step = 0;
  await measure('code: give one before a change of the account', async () =>
    okay(await makeProveFactor(deps)(owner, { code: code(), client: from.client })),
  );
};
