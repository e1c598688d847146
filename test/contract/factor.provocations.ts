import { factorLimits } from '#contracts/http/factor/factor-limits.ts';
import { appCode } from '../support/factor/app-code.ts';
import { repeatUntil, type Scene } from '../support/openapi/world.ts';
import { makePasskeyClient } from '../support/passkeys/passkey-client.ts';
import { inNewScene, inScene, type Provocations } from './provocation.ts';

const wrong = { code: '000000' };
const guesses = factorLimits.guesses.limit + 1;

const start = async ({ as, ada }: Scene): Promise<string> =>
  (await as(ada)('POST', '/auth/factor', { password: ada.password })).body.secret;

/** Ada turns her second factor on; the code of the next step is still unused. */
export const turnOn = async (scene: Scene): Promise<string> => {
  const secret = await start(scene);
  await scene.as(scene.ada)('PUT', '/auth/factor', { code: appCode(secret, Date.now()) });
  return secret;
};

const signIn = ({ client, ada }: Scene, path = '/auth/token') =>
  client.call('POST', path, { json: { username: ada.username, password: ada.password } });

const complete = ({ client }: Scene, challenge: string) =>
  client.call('POST', '/auth/token/code', { json: { challenge, ...wrong } });

const wrongPassword = (path: string) => ({
  invalid_password: inScene(({ as, ada }) => as(ada)('POST', path, { password: 'Wrong-Pass-1' })),
  too_many_attempts: inNewScene(({ as, ada }) =>
    repeatUntil(429, guesses, () => as(ada)('POST', path, { password: 'Wrong-Pass-1' })),
  ),
});

const fromOtherSite = (method: string, path: string, json: object) => ({
  forbidden_origin: inScene(({ client, ada }) =>
    client.call(method, path, {
      token: ada.token,
      json,
      headers: { origin: 'https://other.example' },
    }),
  ),
});

/** Refused without a code, once the caller has a second factor. */
export const needsCode = (method: string, path: string, json?: object) => ({
  code_required: inNewScene(async (scene) => {
    await turnOn(scene);
    return scene.as(scene.ada)(method, path, json);
  }),
});

export const codeRequired = { 'export-me': needsCode('GET', '/users/me/export') };
export const passwordNeedsCode = needsCode('POST', '/auth/password', {
  current_password: 'Wrong-Pass-1',
  new_password: 'Another-Pass-1',
});

/** A sign-in of a user with a second factor. */
export const secondFactorRequired = (path: string) => ({
  second_factor_required: inNewScene(async (scene) => {
    await turnOn(scene);
    return signIn(scene, path);
  }),
});

export const factorProvocations = {
  'complete-sign-in': {
    invalid_challenge: inScene((scene) => complete(scene, 'none')),
    invalid_code: inNewScene(async (scene) => {
      await turnOn(scene);
      return complete(scene, (await signIn(scene)).body.challenge);
    }),
    too_many_attempts: inNewScene(async (scene) => {
      await turnOn(scene);
      return repeatUntil(429, guesses, async () =>
        complete(scene, (await signIn(scene)).body.challenge),
      );
    }),
    forbidden_origin: inScene(({ client }) =>
      client.call('POST', '/auth/token/code', {
        json: { challenge: 'none', ...wrong },
        headers: { 'x-parley-client': 'web' },
      }),
    ),
  },
  'start-factor': {
    ...wrongPassword('/auth/factor'),
    code_required: inNewScene(async (scene) => {
      await makePasskeyClient(scene.client).add(scene.ada);
      return scene.as(scene.ada)('POST', '/auth/factor', { password: scene.ada.password });
    }),
    factor_is_set: inNewScene(async (scene) => {
      await turnOn(scene);
      return scene.as(scene.ada)('POST', '/auth/factor', { password: scene.ada.password });
    }),
    ...fromOtherSite('POST', '/auth/factor', { password: 'Wrong-Pass-1' }),
  },
  'confirm-factor': {
    code_required: inNewScene(async (scene) => {
      await start(scene);
      await makePasskeyClient(scene.client).add(scene.ada);
      return scene.as(scene.ada)('PUT', '/auth/factor', wrong);
    }),
    no_factor: inScene(({ as, bob }) => as(bob)('PUT', '/auth/factor', wrong)),
    invalid_code: inNewScene(async (scene) => {
      await start(scene);
      return scene.as(scene.ada)('PUT', '/auth/factor', wrong);
    }),
    factor_is_set: inNewScene(async (scene) => {
      await turnOn(scene);
      return scene.as(scene.ada)('PUT', '/auth/factor', wrong);
    }),
    too_many_attempts: inNewScene(async (scene) => {
      await start(scene);
      return repeatUntil(429, guesses, () => scene.as(scene.ada)('PUT', '/auth/factor', wrong));
    }),
    ...fromOtherSite('PUT', '/auth/factor', wrong),
  },
  'prove-factor': {
    no_factor: inScene(({ as, bob }) => as(bob)('POST', '/auth/factor/proof', wrong)),
    invalid_code: inNewScene(async (scene) => {
      await turnOn(scene);
      return scene.as(scene.ada)('POST', '/auth/factor/proof', wrong);
    }),
    too_many_attempts: inNewScene(async (scene) => {
      await turnOn(scene);
      const prove = () => scene.as(scene.ada)('POST', '/auth/factor/proof', wrong);
      return repeatUntil(429, guesses, prove);
    }),
    ...fromOtherSite('POST', '/auth/factor/proof', wrong),
  },
  'renew-recovery-codes': {
    ...needsCode('POST', '/auth/factor/recovery-codes'),
    no_factor: inScene(({ as, bob }) => as(bob)('POST', '/auth/factor/recovery-codes')),
  },
  'remove-factor': {
    ...needsCode('POST', '/auth/factor/removal', { password: 'Wrong-Pass-1' }),
    ...wrongPassword('/auth/factor/removal'),
    no_factor: inScene(({ as, bob }) =>
      as(bob)('POST', '/auth/factor/removal', { password: bob.password }),
    ),
    ...fromOtherSite('POST', '/auth/factor/removal', { password: 'Wrong-Pass-1' }),
  },
  'delete-me': needsCode('DELETE', '/users/me'),
} satisfies Partial<Provocations>;
