import { randomUUID } from 'node:crypto';
import { passkeyLimits } from '#contracts/http/passkeys/passkey-limits.ts';
import { limits } from '#contracts/limits.ts';
import { makeScene, repeatUntil, type Scene } from '../support/openapi/world.ts';
import { makePasskeyClient } from '../support/passkeys/passkey-client.ts';
import { needsCode, turnOn } from './factor.provocations.ts';
import { inNewScene, type Provocations } from './provocation.ts';

const wrong = { password: 'Wrong-Pass-1' };
const nobody = `/auth/passkeys/${randomUUID()}`;

/** By a page of another site. */
const foreign = (path: string) =>
  inNewScene(({ client, ada }) =>
    client.call('POST', path, {
      token: ada.token,
      json: { password: ada.password },
      headers: { origin: 'https://other.example' },
    }),
  );

/** In new scenes: those that tests share have limits of wrong passwords and of changes. */
const wrongPassword = (path: string) => ({
  invalid_password: inNewScene(({ as, ada }) => as(ada)('POST', path, wrong)),
  too_many_attempts: inNewScene(({ as, ada }) =>
    repeatUntil(429, limits.attempts.perNameAndAddress + 1, () => as(ada)('POST', path, wrong)),
  ),
});

const full = async (scene: Scene) => {
  const passkeys = makePasskeyClient(scene.client);
  const options = (await passkeys.start(scene.ada)).body;
  for (let n = 0; n < passkeyLimits.perUser; n++) await passkeys.add(scene.ada);
  return { passkeys, options };
};

/** Ada has a passkey. */
const withPasskey = async (scene: Scene) => {
  const passkeys = makePasskeyClient(scene.client);
  await passkeys.add(scene.ada);
  return passkeys;
};

export const passkeyProvocations = {
  'start-passkey-sign-in': { forbidden_origin: foreign('/auth/passkeys/options') },
  'sign-in-with-passkey': {
    invalid_passkey: inNewScene(async (scene) =>
      (await withPasskey(scene)).signIn({ isVerified: false }),
    ),
    // Counts for the network, which all scenes share: on a separate server.
    too_many_attempts: async (world) => {
      const passkeys = await withPasskey(await makeScene(await world.client('open', 'passkeys')));
      return repeatUntil(429, limits.attempts.perAddress + 1, () =>
        passkeys.signIn({ isVerified: false }),
      );
    },
    forbidden_origin: foreign('/auth/passkeys/token'),
  },
  'start-passkey': {
    ...wrongPassword('/auth/passkeys/setup'),
    ...needsCode('POST', '/auth/passkeys/setup', wrong),
    too_many_passkeys: inNewScene(async (scene) => (await full(scene)).passkeys.start(scene.ada)),
    forbidden_origin: foreign('/auth/passkeys/setup'),
  },
  'add-passkey': {
    code_required: inNewScene(async (scene) => {
      const passkeys = makePasskeyClient(scene.client);
      const credential = passkeys.device.create((await passkeys.start(scene.ada)).body);
      await turnOn(scene);
      return scene.as(scene.ada)('POST', '/auth/passkeys', { name: 'Late', credential });
    }),
    too_many_passkeys: inNewScene(async (scene) => {
      const { passkeys, options } = await full(scene);
      const credential = passkeys.device.create(options);
      return scene.as(scene.ada)('POST', '/auth/passkeys', { name: 'Late', credential });
    }),
    forbidden_origin: foreign('/auth/passkeys'),
  },
  'rename-passkey': {
    passkey_not_found: inNewScene(({ as, ada }) => as(ada)('PATCH', nobody, { name: 'Key' })),
  },
  'remove-passkey': {
    ...wrongPassword(`${nobody}/removal`),
    ...needsCode('POST', `${nobody}/removal`, wrong),
    passkey_not_found: inNewScene(({ as, ada }) =>
      as(ada)('POST', `${nobody}/removal`, { password: ada.password }),
    ),
    forbidden_origin: foreign(`${nobody}/removal`),
  },
} satisfies Partial<Provocations>;
