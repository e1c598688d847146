import { describe, expect, test } from 'vitest';
import { factorLimits } from '#contracts/http/factor/factor-limits.ts';
import { makeChangePassword } from '#core/usecases/account/change-password.ts';
import { makeDeactivateMe } from '#core/usecases/account/deactivate-me.ts';
import { makeExportMe } from '#core/usecases/account/export-me.ts';
import { makeProveFactor } from '#core/usecases/factor/prove-factor.ts';
import { makeConfirmFactor, makeStartFactor } from '#core/usecases/factor/set-factor.ts';
import { makeStartPasskey } from '#core/usecases/passkeys/add-passkey.ts';
import { makeRemovePasskey } from '#core/usecases/passkeys/own-passkeys.ts';
import { makeProvePasskey } from '#core/usecases/passkeys/prove-passkey.ts';
import { appCode } from '#test/support/factor/app-code.ts';
import type { Deviation } from '#test/support/passkeys/authenticator.ts';
import {
  codeOf,
  from,
  host,
  origin,
  passkeyScene,
  password,
} from '#test/support/scenes/passkey-scene.ts';

type Scene = Awaited<ReturnType<typeof passkeyScene>>;

describe('an account with a passkey, without a second factor, asks this session for one', () => {
  const acts = {
    'to change the password': ({ deps, caller }: Scene) =>
      makeChangePassword(deps)(caller, {
        currentPassword: password,
        newPassword: 'Another-Pass-2',
        ...from,
      }),
    'to export': ({ deps, caller }: Scene) => makeExportMe(deps)(caller, {}),
    'to deactivate the account': ({ deps, caller }: Scene) => makeDeactivateMe(deps)(caller),
    'to add another passkey': ({ deps, caller }: Scene) =>
      makeStartPasskey(deps)(caller, { password, host, ...from }),
    'to set up codes, which replace it': ({ deps, caller }: Scene) =>
      makeStartFactor(deps)(caller, { password, issuer: host, ...from }),
    'to remove it': async ({ deps, caller, ada }: Scene) => {
      const [passkey] = await deps.passkeys.list(ada.id);
      return makeRemovePasskey(deps)(caller, { id: passkey?.id ?? '', password, ...from });
    },
  } as const;

  test.each(Object.keys(acts) as (keyof typeof acts)[])('%s', async (name) => {
    const scene = await passkeyScene();
    const { add, prove, caller, clock } = scene;
    await add();
    const act = async (by = caller) => codeOf(await acts[name]({ ...scene, caller: by }));

    const before = await act();
    await prove();
    clock.advance(factorLimits.proofSeconds * 1_000);
    const late = await act();
    await prove();
    const elsewhere = await act({ ...caller, sessionId: 'another session' });

    expect([before, late, elsewhere]).toEqual(['code_required', 'code_required', 'code_required']);
    expect(await act()).toBe('ok');
  });
});

describe('what was begun without a passkey or a code is not finished without one', () => {
  test('codes, once the account has a passkey', async () => {
    const { add, prove, deps, caller, clock } = await passkeyScene();
    const elsewhere = { ...caller, sessionId: 'another session' };
    const started = await makeStartFactor(deps)(elsewhere, { password, issuer: host, ...from });
    const secret = started.ok ? started.value.secret : '';
    await add();
    const confirm = (by: typeof caller) =>
      makeConfirmFactor(deps)(by, { code: appCode(secret, clock.now()), client: from.client });

    expect(codeOf(await confirm(elsewhere))).toBe('code_required');
    await prove({}, elsewhere);
    expect(codeOf(await confirm(elsewhere))).toBe('ok');
  });

  test('a passkey, once the account has a second factor', async () => {
    const { begin, device, addPasskey, deps, caller, clock } = await passkeyScene();
    const begun = await begin();
    if (!begun.ok) throw new Error(begun.code);
    const credential = device.create(begun.value);
    const started = await makeStartFactor(deps)(caller, { password, issuer: host, ...from });
    const secret = started.ok ? started.value.secret : '';
    const { client } = from;
    await makeConfirmFactor(deps)(caller, { code: appCode(secret, clock.now()), client });
    const add = async () =>
      codeOf(await addPasskey(caller, { name: 'Key', credential, host, origin, client }));

    expect(await add()).toBe('code_required');
    const code = appCode(secret, clock.now(), 1);
    expect(codeOf(await makeProveFactor(deps)(caller, { code, client }))).toBe('ok');
    expect(await add()).toBe('ok');
  });
});

test.each<[string, Deviation]>([
  ['for another site', { origin: 'https://evil.example' }],
  ['without a fingerprint, face or PIN', { isVerified: false }],
  ['with another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
  ['with a counter that went backwards', { counter: 1 }],
])('a signature %s proves nothing, and is in the account log', async (_, other) => {
  const { add, prove, deps, caller, ada } = await passkeyScene();
  await add();

  expect(codeOf(await prove(other))).toBe('invalid_code');
  expect(codeOf(await makeExportMe(deps)(caller, {}))).toBe('code_required');
  expect(await deps.audit.list(ada.id)).toContainEqual(
    expect.objectContaining({ type: 'code_refused', count: 1 }),
  );
});

test('a passkey of another user proves nothing', async () => {
  const { add, prove, caller, bob } = await passkeyScene();
  await add();

  expect(codeOf(await prove({}, { ...caller, userId: bob.id }))).toBe('invalid_code');
});

test('refused passkeys count like wrong codes', async () => {
  const { add, prove } = await passkeyScene();
  await add();
  const answers: string[] = [];
  for (let n = 0; n <= factorLimits.guesses.limit; n++) {
    answers.push(codeOf(await prove({ isVerified: false })));
  }

  expect(answers.at(-1)).toBe('too_many_attempts');
  expect(codeOf(await prove())).toBe('too_many_attempts');
});

test('a signature proves once', async () => {
  const { add, device, startSignIn, signIn, deps, caller } = await passkeyScene({ isSynced: true });
  await add();
  const assertion = device.get(await startSignIn(host));

  expect(codeOf(await signIn({ assertion, origin, ...from }))).toBe('ok');
  const again = await makeProvePasskey(deps)(caller, { assertion, origin, client: from.client });
  expect(codeOf(again)).toBe('invalid_code');
});
