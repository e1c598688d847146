import { beforeEach, describe, expect, test } from 'vitest';
import { factorLimits } from '#contracts/http/factor/factor-limits.ts';
import { makeChangePassword } from '#core/usecases/account/change-password.ts';
import { deactivateUser, makeDeactivateMe } from '#core/usecases/account/deactivate-me.ts';
import { makeExportMe } from '#core/usecases/account/export-me.ts';
import { makeGetFactor } from '#core/usecases/factor/get-factor.ts';
import { makeRemoveFactor } from '#core/usecases/factor/remove-factor.ts';
import {
  makeConfirmFactor,
  makeRenewRecoveryCodes,
  makeStartFactor,
} from '#core/usecases/factor/set-factor.ts';
import { reactivateByName, removeFactorByName } from '#core/usecases/operator/operate-users.ts';
import { appCode } from '#test/support/factor/app-code.ts';
import { address, client, factorScene, password } from '#test/support/scenes/factor-scene.ts';

let scene: Awaited<ReturnType<typeof factorScene>>;
beforeEach(async () => {
  scene = await factorScene();
});

describe('the setup', () => {
  test('changes no sign-in before a code confirms it, and expires', async () => {
    const { start, enter, deps, caller, clock } = scene;
    const started = await start();
    const secret = started.ok ? started.value.secret : '';

    expect(await enter()).toMatchObject({ ok: true });
    expect(await makeGetFactor(deps)(caller)).toMatchObject({ value: { is_set: false } });
    clock.advance(factorLimits.setupSeconds * 1_000);
    const code = appCode(secret, clock.now());
    expect(await makeConfirmFactor(deps)(caller, { code, client })).toMatchObject({
      code: 'no_factor',
    });
  });

  test('needs the password, and a code of the latest secret', async () => {
    const { deps, caller, start, clock } = scene;
    const request = { password: 'Wrong-Pass-1', address, client, issuer: 'chat.example' };
    expect(await makeStartFactor(deps)(caller, request)).toMatchObject({
      code: 'invalid_password',
    });
    const [first, second] = [await start(), await start()];
    const confirm = (started: typeof first) => {
      const code = appCode(started.ok ? started.value.secret : '', clock.now());
      return makeConfirmFactor(deps)(caller, { code, client });
    };

    expect(await confirm(first)).toMatchObject({ code: 'invalid_code' });
    expect(await confirm(second)).toMatchObject({ ok: true });
    expect(await start()).toMatchObject({ code: 'factor_is_set' });
    expect(await confirm(second)).toMatchObject({ code: 'factor_is_set' });
  });

  test('gives ten different recovery codes, logs it, and shows it on all devices', async () => {
    const { turnOn, pushed, ada, events, deps, caller } = scene;
    const { recovery } = await turnOn();

    expect(new Set(recovery).size).toBe(factorLimits.recoveryCodes);
    for (const code of recovery) expect(code).toMatch(/^[a-km-z2-9]{4}(-[a-km-z2-9]{4}){3}$/);
    expect(await events()).toEqual(['factor_set']);
    expect(pushed).toMatchObject([
      { userId: ada.id, event: { type: 'account:event', payload: { type: 'factor_set' } } },
    ]);
    expect(await makeGetFactor(deps)(caller)).toMatchObject({
      value: { is_set: true, recovery_codes_left: 10 },
    });
  });
});

describe('with a second factor, a fresh code of this session is needed', () => {
  const acts = {
    'to change the password': () =>
      makeChangePassword(scene.deps)(scene.caller, {
        currentPassword: password,
        newPassword: 'Another-Pass-2',
        address,
        client,
      }),
    'to export': () => makeExportMe(scene.deps)(scene.caller, {}),
    'to deactivate the account': () => makeDeactivateMe(scene.deps)(scene.caller),
    'to remove it': () => makeRemoveFactor(scene.deps)(scene.caller, { password, address, client }),
    'to replace the recovery codes': () => makeRenewRecoveryCodes(scene.deps)(scene.caller, client),
  } as const;

  test.each(Object.keys(acts) as (keyof typeof acts)[])('%s', async (name) => {
    const { turnOn, prove, clock, caller } = scene;
    const { secret } = await turnOn();
    const act = acts[name];

    expect(await act()).toMatchObject({ code: 'code_required' });
    expect(await prove(appCode(secret, clock.now()))).toBe('proven');
    clock.advance(factorLimits.proofSeconds * 1_000);
    expect(await act()).toMatchObject({ code: 'code_required' });
    expect(await prove(appCode(secret, clock.now()))).toBe('proven');
    scene.caller = { ...caller, sessionId: 'another session' };
    expect(await act()).toMatchObject({ code: 'code_required' });
    scene.caller = caller;
    expect(await act()).toMatchObject({ ok: true });
  });

  test('and the password too, to remove it', async () => {
    const { turnOn, prove, clock, deps, caller, enter, events } = scene;
    const { secret } = await turnOn();
    await prove(appCode(secret, clock.now()));
    const remove = (typed: string) =>
      makeRemoveFactor(deps)(caller, { password: typed, address, client });

    expect(await remove('Wrong-Pass-1')).toMatchObject({ code: 'invalid_password' });
    expect(await remove(password)).toMatchObject({ ok: true });
    expect(await remove(password)).toMatchObject({ code: 'no_factor' });
    expect(await enter()).toMatchObject({ ok: true });
    expect(await events()).toContain('factor_removed');
  });
});

test('new recovery codes replace the earlier ones', async () => {
  const { turnOn, prove, clock, deps, caller, challengeOf, give } = scene;
  const { secret, recovery } = await turnOn();
  await prove(appCode(secret, clock.now()));
  const renewed = await makeRenewRecoveryCodes(deps)(caller, client);
  const [code = ''] = renewed.ok ? renewed.value : [];

  expect(await give(await challengeOf(), recovery[0] ?? '')).toBe('invalid_code');
  expect(await give(await challengeOf(), code)).toBe('signed in');
});

test('an operator removes it by name', async () => {
  const { turnOn, deps, ada, enter } = scene;
  await turnOn();

  expect(await removeFactorByName(deps, 'nobody')).toBeNull();
  expect(await removeFactorByName(deps, ada.username)).toBe(true);
  expect(await removeFactorByName(deps, ada.username)).toBe(false);
  expect(await enter()).toMatchObject({ ok: true });
});

test('an account that is deactivated and reactivated asks for a code as before', async () => {
  const { turnOn, deps, ada, challengeOf, give, clock, enter } = scene;
  const { secret } = await turnOn();

  await deactivateUser(deps, ada.id);
  expect(await enter()).toMatchObject({ code: 'invalid_credentials' });
  await reactivateByName(deps, ada.username);

  expect(await give(await challengeOf(), appCode(secret, clock.now()))).toBe('signed in');
});
