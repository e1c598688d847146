import { expect, test } from 'vitest';
import { passkeyLimits } from '#contracts/http/passkeys/passkey-limits.ts';
import { deactivateUser } from '#core/usecases/account/deactivate-me.ts';
import { makeExportMe } from '#core/usecases/account/export-me.ts';
import { reactivateUser } from '#core/usecases/operator/operate-users.ts';
import { makeListPasskeys, makeRemovePasskey } from '#core/usecases/passkeys/own-passkeys.ts';
import { makeProvePasskey } from '#core/usecases/passkeys/prove-passkey.ts';
import type { Deviation } from '#test/support/passkeys/authenticator.ts';
import {
  codeOf,
  from,
  host,
  origin,
  passkeyScene,
  password,
} from '#test/support/scenes/passkey-scene.ts';

test.each([
  ['ES256', { algorithm: -7 }],
  ['EdDSA', { algorithm: -8 }],
  ['ES256, synced', { isSynced: true }],
] as const)('a passkey (%s) signs in again and again', async (_, kind) => {
  const { add, enter, caller, ada, deps, clock } = await passkeyScene(kind);
  const added = await add();
  const used = [await enter(), await enter()];

  expect(added).toMatchObject({ ok: true, value: { name: 'Phone', host, last_used_at: null } });
  for (const answer of used) {
    expect(answer).toMatchObject({ ok: true, value: { user: { id: ada.id } } });
  }
  const listed = await makeListPasskeys(deps)(caller);
  expect(listed).toMatchObject({
    value: {
      items: [
        {
          synced: 'isSynced' in kind,
          last_used_at: new Date(clock.now()).toISOString(),
        },
      ],
    },
  });
  const events = (await deps.audit.list(ada.id)).map(({ type }) => type);
  expect(events.sort()).toEqual(['passkey_added', 'signed_in', 'signed_in']);
});

test('the other devices of the user learn of a new and of a removed passkey', async () => {
  const { add, prove, caller, deps, pushed, ada } = await passkeyScene();
  const added = await add();
  if (!added.ok) throw new Error(added.code);
  await prove();
  const remove = makeRemovePasskey(deps);

  const wrong = await remove(caller, { id: added.value.id, password: 'Wrong-Pass-1', ...from });
  const removed = await remove(caller, { id: added.value.id, password, ...from });
  const again = await remove(caller, { id: added.value.id, password, ...from });

  expect([wrong, removed, again].map(codeOf)).toEqual([
    'invalid_password',
    'ok',
    'passkey_not_found',
  ]);
  expect(pushed).toMatchObject([
    { userId: ada.id, event: { type: 'account:event', payload: { type: 'passkey_added' } } },
    { userId: ada.id, event: { type: 'account:event', payload: { type: 'passkey_removed' } } },
  ]);
});

test.each<[string, Deviation]>([
  ['for another site', { origin: 'https://evil.example' }],
  ['with the key of another host', { host: 'evil.example' }],
  ['without a fingerprint, face or PIN', { isVerified: false }],
  ['of a registration', { type: 'webauthn.create' }],
  ['with another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
  ['with a counter that went backwards', { counter: 1 }],
  ['of an unknown user', { handle: 'AAAAAAAAAAAAAAAAAAAAAA' }],
  ['of no user', { handle: 'AA' }],
])('a signature %s is refused, with the same answer', async (_, other) => {
  const { add, enter } = await passkeyScene();
  await add();
  await enter();

  const answer = await enter(other);

  expect(answer).toEqual({
    ok: false,
    code: 'invalid_passkey',
    detail: 'This passkey is not accepted.',
  });
  expect(codeOf(await enter({ counter: 9 }))).toBe('ok');
});

test('a page of a sub-domain cannot use the passkey of the host, whatever host its request names', async () => {
  const { add, device, startSignIn, signIn, deps, caller } = await passkeyScene();
  await add();
  const subDomain = 'https://evil.chat.example';
  const signed = async () => device.get(await startSignIn(host), { origin: subDomain });

  const entered = await signIn({ assertion: await signed(), origin: subDomain, ...from });
  const proven = await makeProvePasskey(deps)(caller, {
    assertion: await signed(),
    origin: subDomain,
    client: from.client,
  });

  expect([entered, proven].map(codeOf)).toEqual(['invalid_passkey', 'invalid_code']);
});

test('a refused signature of a known passkey is in the log of its user', async () => {
  const { add, enter, deps, ada } = await passkeyScene();
  await add();

  await enter({ isVerified: false });
  await enter({ isVerified: false });

  expect(await deps.audit.list(ada.id)).toContainEqual(
    expect.objectContaining({ type: 'sign_in_refused', count: 2 }),
  );
});

test('a changed signature is refused', async () => {
  const { add, device, startSignIn, signIn } = await passkeyScene();
  await add();
  const assertion = device.get(await startSignIn(host));
  const signature = `${assertion.response.signature.slice(0, -2)}AA`;
  const forged = { ...assertion, response: { ...assertion.response, signature } };

  expect(codeOf(await signIn({ assertion: forged, origin, ...from }))).toBe('invalid_passkey');
});

test('a signature signs in once, and not after five minutes', async () => {
  const { add, device, startSignIn, signIn, clock } = await passkeyScene({ isSynced: true });
  await add();
  const first = device.get(await startSignIn(host));
  const late = device.get(await startSignIn(host));

  const used = await signIn({ assertion: first, origin, ...from });
  const repeated = await signIn({ assertion: first, origin, ...from });
  clock.advance(passkeyLimits.challengeSeconds * 1_000);
  const expired = await signIn({ assertion: late, origin, ...from });

  expect([used, repeated, expired].map(codeOf)).toEqual([
    'ok',
    'invalid_passkey',
    'invalid_passkey',
  ]);
});

test('a deactivated user is refused like an unknown one', async () => {
  const { add, enter, deps, ada, people } = await passkeyScene();
  await add();

  people.deactivated.push(ada.id);
  const atIdentities = await enter();
  await deps.users.deactivate(ada.id, deps.clock.now());
  const inProfile = await enter();

  expect([atIdentities, inProfile].map(codeOf)).toEqual(['invalid_passkey', 'invalid_passkey']);
});

test('an account that is deactivated and reactivated has its passkeys', async () => {
  const { add, enter, deps, ada, caller } = await passkeyScene();
  await add();

  await deactivateUser(deps, ada.id);
  const refused = await enter();
  await reactivateUser(deps, ada.id);

  expect(codeOf(refused)).toBe('invalid_passkey');
  expect(codeOf(await makeExportMe(deps)(caller, {}))).toBe('code_required');
  expect(codeOf(await enter())).toBe('ok');
});
