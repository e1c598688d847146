import { expect, test } from 'vitest';
import { passkeyLimits } from '#contracts/http/passkeys/passkey-limits.ts';
import { makeRenamePasskey, removePasskeysOf } from '#core/usecases/passkeys/own-passkeys.ts';
import type { Deviation } from '#test/support/passkeys/authenticator.ts';
import { codeOf, from, host, origin, passkeyScene } from '#test/support/scenes/passkey-scene.ts';

test('a challenge is for one purpose, and that of a setup for one user', async () => {
  const { add, device, options, startSignIn, signIn, addPasskey, caller, bob } =
    await passkeyScene();
  await add();
  const setupOptions = await options();
  const signInOptions = await startSignIn(host);

  const crossed = device.get({ ...signInOptions, challenge: setupOptions.challenge });
  const entered = await signIn({ assertion: crossed, origin, ...from });
  const made = { name: 'Key', host, origin, client: from.client };
  const other = { ...setupOptions, challenge: signInOptions.challenge };
  const added = await addPasskey(caller, { ...made, credential: device.create(other) });
  const ofBob = { ...caller, userId: bob.id };
  const stolen = device.create(await options());
  const addedByBob = await addPasskey(ofBob, { ...made, credential: stolen });

  expect([entered, added, addedByBob].map(codeOf)).toEqual([
    'invalid_passkey',
    'validation_failed',
    'validation_failed',
  ]);
});

test.each<[string, Deviation]>([
  ['for another site', { origin: 'https://evil.example' }],
  ['for another host', { host: 'evil.example' }],
  ['without a fingerprint, face or PIN', { isVerified: false }],
  ['of a sign-in', { type: 'webauthn.get' }],
])('a new passkey %s is refused', async (_, other) => {
  const { add, deps, ada } = await passkeyScene();

  expect(codeOf(await add(other))).toBe('validation_failed');
  expect(await deps.passkeys.list(ada.id)).toEqual([]);
});

test('a new passkey under another id than the authenticator gave it is refused', async () => {
  const { options, device, addPasskey, caller, deps, ada } = await passkeyScene();
  const add = async (more: object) => {
    const credential = { ...device.create(await options()), ...more };
    return addPasskey(caller, { name: 'Key', credential, host, origin, client: from.client });
  };
  const other = 'AAAAAAAAAAAAAAAAAAAAAA';

  expect(codeOf(await add({ id: other, rawId: other }))).toBe('validation_failed');
  expect(await deps.passkeys.list(ada.id)).toEqual([]);
});

test('a setup asks for the password, and an account has ten passkeys', async () => {
  const { begin, options, add, addPasskey, device, caller } = await passkeyScene();
  const late = device.create(await options());
  const wrong = await begin('Wrong-Pass-1');
  for (let n = 0; n < passkeyLimits.perUser; n++) await add();

  const eleventh = await begin();
  const raced = await addPasskey(caller, {
    name: 'Late',
    credential: late,
    host,
    origin,
    client: from.client,
  });

  expect([wrong, eleventh, raced].map(codeOf)).toEqual([
    'invalid_password',
    'too_many_passkeys',
    'too_many_passkeys',
  ]);
});

test('the options of a setup name the user and the passkeys of this host', async () => {
  const { options, add, deps, ada } = await passkeyScene();
  await add();
  const [first] = await deps.passkeys.list(ada.id);

  expect(await options()).toMatchObject({
    rp: { id: host, name: 'Parley' },
    user: {
      name: ada.username,
      id: Buffer.from(ada.id.replaceAll('-', ''), 'hex').toString('base64url'),
    },
    excludeCredentials: [{ id: first?.credentialId, transports: ['internal'] }],
  });
});

test('many refused passkeys of a network are refused unread, a right one not before', async () => {
  const { add, enter } = await passkeyScene();
  await add();

  const answers: string[] = [];
  for (let n = 0; n < 101; n++) answers.push(codeOf(await enter({ isVerified: false })));

  expect(answers.slice(0, 100)).toEqual(Array.from({ length: 100 }, () => 'invalid_passkey'));
  expect(answers.at(-1)).toBe('too_many_attempts');
});

test('a passkey is renamed, and no other user has it', async () => {
  const { add, deps, caller, bob } = await passkeyScene();
  const added = await add();
  if (!added.ok) throw new Error(added.code);
  const rename = makeRenamePasskey(deps);

  const renamed = await rename(caller, { id: added.value.id, name: 'Key' });
  const byBob = await rename({ ...caller, userId: bob.id }, { id: added.value.id, name: 'Mine' });

  expect(renamed).toEqual({ ok: true, value: { ...added.value, name: 'Key' } });
  expect(codeOf(byBob)).toBe('passkey_not_found');
});

test('the operator removes all passkeys of a user', async () => {
  const { add, enter, deps, ada } = await passkeyScene();
  await add();
  await add();

  const removed = await removePasskeysOf(deps, ada.id, { device: '', address: '' });

  expect(removed).toBe(2);
  expect(codeOf(await enter())).toBe('invalid_passkey');
  expect(await removePasskeysOf(deps, ada.id, { device: '', address: '' })).toBe(0);
});
